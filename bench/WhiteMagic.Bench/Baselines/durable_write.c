/* durable_write FOLDER COUNT SIZE WRITERS PAGES: what durable creation costs without a memory server.
   Each writer is a process that creates COUNT files one after another: an exclusive temporary file, write, fsync,
   rename, fsync of the folder. With PAGES above 0 it does what a server does: it is asked for each over a pipe with SIZE
   bytes and answers over another, and it takes a lock and writes PAGES pages of 4 KiB to a log, each with a header.
   Prints: files per second, p50 and p99 of one creation in milliseconds. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
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

struct store { const char *folder; int directory, lock, log; int pages; off_t end; };

static struct store open_store(const char *folder, int pages)
{
    char path[4096];
    struct store store = { folder, open(folder, O_RDONLY | O_DIRECTORY), -1, -1, pages, 0 };
    must(store.directory >= 0, folder);
    if (pages > 0) {
        snprintf(path, sizeof path, "%s/.lock", folder);
        must((store.lock = open(path, O_CREAT | O_RDWR | O_CLOEXEC, 0644)) >= 0, path);
        snprintf(path, sizeof path, "%s/.log", folder);
        must((store.log = open(path, O_CREAT | O_RDWR | O_CLOEXEC, 0644)) >= 0, path);
    }
    return store;
}

static void write_log(struct store *store)
{
    static const char page[4096];
    if (store->end > 1000 * 4120) store->end = 0;
    for (int i = 0; i < store->pages; i++) {
        must(pwrite(store->log, page, 24, store->end) == 24, "header");
        must(pwrite(store->log, page, sizeof page, store->end + 24) == sizeof page, "page");
        store->end += 24 + sizeof page;
    }
}

static void create_file(struct store *store, int writer, int number, const char *text, size_t size)
{
    char temporary[4096], final[4096];
    snprintf(temporary, sizeof temporary, "%s/.%d_%d.tmp", store->folder, writer, number);
    snprintf(final, sizeof final, "%s/%d_%d.md", store->folder, writer, number);
    int file = open(temporary, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0644);
    must(file >= 0, temporary);
    must(write(file, text, size) == (ssize_t)size, "write");
    must(fsync(file) == 0, "fsync");
    must(close(file) == 0, "close");
    if (store->pages > 0) must(flock(store->lock, LOCK_EX) == 0, "lock");
    must(rename(temporary, final) == 0, "rename");
    write_log(store);
    if (store->pages > 0) must(flock(store->lock, LOCK_UN) == 0, "unlock");
    must(fsync(store->directory) == 0, "fsync of the folder");
}

static void read_all(int file, char *buffer, size_t size)
{
    for (size_t done = 0; done < size;) {
        ssize_t count = read(file, buffer + done, size - done);
        must(count > 0, "read");
        done += (size_t)count;
    }
}

static void create_files(const char *folder, int writer, int count, const char *text, size_t size, double *times)
{
    struct store store = open_store(folder, 0);
    for (int i = 0; i < count; i++) {
        double start = now();
        create_file(&store, writer, i, text, size);
        times[i] = now() - start;
    }
}

static void ask_for_files(const char *folder, int writer, int count, const char *text, size_t size, int pages, double *times)
{
    int requests[2], answers[2];
    char *received = malloc(size), answer[256];
    must(received != NULL && pipe(requests) == 0 && pipe(answers) == 0, "pipes");
    pid_t server = fork();
    must(server >= 0, "fork");
    if (server == 0) {
        struct store store = open_store(folder, pages);
        for (int i = 0; i < count; i++) {
            read_all(requests[0], received, size);
            create_file(&store, writer, i, received, size);
            must(write(answers[1], answer, sizeof answer) == sizeof answer, "answer");
        }
        _exit(0);
    }
    for (int i = 0; i < count; i++) {
        double start = now();
        must(write(requests[1], text, size) == (ssize_t)size, "request");
        read_all(answers[0], answer, sizeof answer);
        times[i] = now() - start;
    }
    must(waitpid(server, NULL, 0) == server, "server");
}

int main(int argc, char **argv)
{
    if (argc != 6) { fprintf(stderr, "usage: durable_write FOLDER COUNT SIZE WRITERS PAGES\n"); return 2; }
    int count = atoi(argv[2]), writers = atoi(argv[4]), pages = atoi(argv[5]);
    size_t size = (size_t)atol(argv[3]), total = (size_t)count * (size_t)writers;
    char *text = malloc(size > 0 ? size : 1);
    must(text != NULL, "malloc");
    memset(text, 'x', size);
    double *times = mmap(NULL, total * sizeof *times, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    must(times != MAP_FAILED, "mmap");

    double start = now();
    for (int w = 0; w < writers; w++) {
        pid_t child = fork();
        must(child >= 0, "fork");
        if (child == 0) {
            double *own = times + (size_t)w * (size_t)count;
            if (pages > 0) ask_for_files(argv[1], w, count, text, size, pages, own);
            else create_files(argv[1], w, count, text, size, own);
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
