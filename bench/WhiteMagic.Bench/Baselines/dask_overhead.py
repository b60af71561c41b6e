"""dask_overhead.py LIST WORKERS: what Dask's threaded scheduler costs a task.

LIST names a file with one task a line: the numbers of the tasks that it depends on. For each line that comes on the standard
input it runs all of them once, which do nothing, and prints the milliseconds.
"""
import sys
import time

from dask.threaded import get


def nothing(*_):
    return None


with open(sys.argv[1], encoding="ascii") as lines:
    after = [[int(number) for number in line.split()] for line in lines]

graph = {task: (nothing, *numbers) for task, numbers in enumerate(after)}
wanted = list(set(graph) - {number for numbers in after for number in numbers})

for _ in sys.stdin:
    start = time.perf_counter()
    get(graph, wanted, num_workers=int(sys.argv[2]))
    print((time.perf_counter() - start) * 1000, flush=True)
