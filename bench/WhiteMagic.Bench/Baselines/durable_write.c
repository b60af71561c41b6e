/* durable_write FOLDER COUNT SIZE WRITERS: what durable creation costs without a memory server.
   Each writer is a process that creates COUNT files one after another: an exclusive temporary file, write, fsync,
   rename, fsync of the folder. Prints: files per second, p50 and p99 of one creation in milliseconds. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1e3 + t.tv_nsec / 1e6;
}

static void must(int ok, const char *what)
{
    if (!ok) { perror(what); _exit(1); }
}

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static void create_files(const char *folder, int writer, int count, const char *text, size_t size, double *times)
{
    char temporary[4096], final[4096];
    int directory = open(folder, O_RDONLY | O_DIRECTORY);
    must(directory >= 0, folder);
    for (int i = 0; i < count; i++) {
        double start = now();
        snprintf(temporary, sizeof temporary, "%s/.%d_%d.tmp", folder, writer, i);
        snprintf(final, sizeof final, "%s/%d_%d.md", folder, writer, i);
        int file = open(temporary, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0644);
        must(file >= 0, temporary);
        must(write(file, text, size) == (ssize_t)size, "write");
        must(fsync(file) == 0, "fsync");
        must(close(file) == 0, "close");
        must(rename(temporary, final) == 0, "rename");
        must(fsync(directory) == 0, "fsync of the folder");
        times[i] = now() - start;
    }
}

int main(int argc, char **argv)
{
    if (argc != 5) { fprintf(stderr, "usage: durable_write FOLDER COUNT SIZE WRITERS\n"); return 2; }
    int count = atoi(argv[2]), writers = atoi(argv[4]);
    size_t size = (size_t)atol(argv[3]), total = (size_t)count * (size_t)writers;
    char *text = malloc(size);
    must(text != NULL, "malloc");
    memset(text, 'x', size);
    double *times = mmap(NULL, total * sizeof *times, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    must(times != MAP_FAILED, "mmap");

    double start = now();
    for (int w = 0; w < writers; w++) {
        pid_t child = fork();
        must(child >= 0, "fork");
        if (child == 0) {
            create_files(argv[1], w, count, text, size, times + (size_t)w * (size_t)count);
            _exit(0);
        }
    }
    for (int w = 0; w < writers; w++) {
        int status;
        must(wait(&status) > 0 && status == 0, "writer");
    }
    double elapsed = now() - start;

    qsort(times, total, sizeof *times, by_value);
    printf("%.1f %.4f %.4f\n", total / elapsed * 1e3, times[total / 2], times[(size_t)((total - 1) * 0.99)]);
    return 0;
}
