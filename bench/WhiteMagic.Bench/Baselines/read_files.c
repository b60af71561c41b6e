/* read_files LIST THREADS keep|scratch: what reading many files costs without a library.
   LIST names a file with one path a line. For each line that comes on the standard input it reads all of them once, three
   system calls each, and prints the milliseconds. The threads take 16 files at a time. With `keep` each packs its files
   behind each other into memory of its own, as a caller needs who wants all of them; with `scratch` each overwrites its
   64 KiB with every file. Threads and memory last from one pass to the next. */
#include <fcntl.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { MOST_THREADS = 64, AT_ONCE = 16, SCRATCH = 64 << 10 };

static char **paths;
static long count;
static size_t room;
static int keeps;
static atomic_long next;
static pthread_barrier_t begin, end;

static void must(int ok, const char *what)
{
    if (!ok) { perror(what); exit(1); }
}

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1e3 + t.tv_nsec / 1e6;
}

static void *work(void *unused)
{
    char *memory = malloc(room);
    must(memory != NULL, "memory");
    for (;;) {
        pthread_barrier_wait(&begin);
        size_t used = 0;
        for (long from; (from = atomic_fetch_add(&next, AT_ONCE)) < count;) {
            for (long i = from; i < from + AT_ONCE && i < count; i++) {
                int file = open(paths[i], O_RDONLY | O_CLOEXEC);
                must(file >= 0, paths[i]);
                ssize_t length = read(file, memory + used, room - used);
                must(length >= 0 && (size_t)length < room - used, paths[i]);
                close(file);
                used += keeps ? (size_t)length : 0;
            }
        }
        pthread_barrier_wait(&end);
    }
    return unused;
}

static void load(const char *list)
{
    char line[4096];
    struct stat status;
    size_t total = 0;
    FILE *file = fopen(list, "r");
    must(file != NULL, list);
    while (fgets(line, sizeof line, file)) {
        line[strcspn(line, "\n")] = 0;
        paths = realloc(paths, (size_t)(count + 1) * sizeof *paths);
        must(paths != NULL && (paths[count] = strdup(line)) != NULL, "paths");
        must(stat(paths[count++], &status) == 0, line);
        total += (size_t)status.st_size;
    }
    fclose(file);
    room = keeps ? total + SCRATCH : SCRATCH;
}

int main(int argc, char **argv)
{
    int threads = argc == 4 ? atoi(argv[2]) : 0;
    if (threads < 1 || threads > MOST_THREADS) { fprintf(stderr, "usage: read_files LIST THREADS keep|scratch\n"); return 2; }
    keeps = strcmp(argv[3], "keep") == 0;
    load(argv[1]);
    pthread_barrier_init(&begin, NULL, (unsigned)threads + 1);
    pthread_barrier_init(&end, NULL, (unsigned)threads + 1);
    for (int i = 0; i < threads; i++) {
        pthread_t thread;
        must(pthread_create(&thread, NULL, work, NULL) == 0, "thread");
    }
    char line[16];
    while (fgets(line, sizeof line, stdin)) {
        atomic_store(&next, 0);
        double start = now();
        pthread_barrier_wait(&begin);
        pthread_barrier_wait(&end);
        printf("%.4f\n", now() - start);
        fflush(stdout);
    }
    return 0;
}
