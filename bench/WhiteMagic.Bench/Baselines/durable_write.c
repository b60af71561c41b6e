/* durable_write FOLDER COUNT SIZE WRITERS LOGGED: what durable creation costs without a memory server.
   Each writer is a process that creates COUNT files one after another: an exclusive temporary file, write, fsync,
   rename, fsync of the folder. With LOGGED above 0 it makes the calls that a server makes: it is asked for each over a pipe
   with SIZE bytes and answers over another; it sees that nobody waits for the lock and takes it, sees that nobody replaced
   the lock or left a journal, that the name is free in two more folders, and what the file became; it appends LOGGED bytes
   to a log, whose header it reads and writes.
   Prints: files per second, p50 and p99 of one creation in milliseconds. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { HEADER = 56 };

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

struct store { const char *folder; int directory, line, lock, log; size_t logged; off_t end; };

static struct store open_store(const char *folder, size_t logged)
{
    char path[4096];
    struct store store = { folder, open(folder, O_RDONLY | O_DIRECTORY), -1, -1, -1, logged, HEADER };
    must(store.directory >= 0, folder);
    if (logged > 0) {
        snprintf(path, sizeof path, "%s/.line", folder);
        must((store.line = open(path, O_CREAT | O_RDWR | O_CLOEXEC, 0644)) >= 0, path);
        snprintf(path, sizeof path, "%s/.lock", folder);
        must((store.lock = open(path, O_CREAT | O_RDWR | O_CLOEXEC, 0644)) >= 0, path);
        snprintf(path, sizeof path, "%s/.log", folder);
        must((store.log = open(path, O_CREAT | O_RDWR | O_CLOEXEC, 0644)) >= 0, path);
    }
    return store;
}

static void write_log(struct store *store)
{
    static const char frame[1 << 16];
    char header[HEADER];
    struct statx status;
    must(statx(store->log, "", AT_EMPTY_PATH, STATX_BASIC_STATS, &status) == 0, "log");
    must(pread(store->log, header, sizeof header, 0) >= 0, "header");
    if (store->end > 4 << 20) store->end = HEADER;
    must(pwrite(store->log, frame, store->logged, store->end) == (ssize_t)store->logged, "frame");
    must(pwrite(store->log, header, 40, 0) == 40, "header");
    store->end += (off_t)store->logged;
}

static void take_lock(struct store *store)
{
    char path[4096], holder[12];
    struct flock waiting = { .l_type = F_WRLCK };
    struct statx status;
    must(fcntl(store->line, F_OFD_GETLK, &waiting) == 0, "line");
    must(flock(store->lock, LOCK_EX) == 0, "lock");
    must(statx(store->lock, "", AT_EMPTY_PATH, STATX_BASIC_STATS, &status) == 0, "lock");
    must(pread(store->lock, holder, sizeof holder, 0) >= 0, "lock");
    snprintf(path, sizeof path, "%s/.journal", store->folder);
    must(open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC) < 0, "no journal");
}

static void look_for_name(struct store *store, int writer, int number)
{
    char path[4096];
    struct statx status;
    for (int other = 0; other < 2; other++) {
        snprintf(path, sizeof path, "%s/../%d_%d.%d.md", store->folder, writer, number, other);
        must(statx(AT_FDCWD, path, AT_SYMLINK_NOFOLLOW, STATX_BASIC_STATS, &status) < 0, "a free name");
    }
}

static void create_file(struct store *store, int writer, int number, const char *text, size_t size)
{
    char temporary[4096], final[4096];
    struct statx status;
    snprintf(temporary, sizeof temporary, "%s/.%d_%d.tmp", store->folder, writer, number);
    snprintf(final, sizeof final, "%s/%d_%d.md", store->folder, writer, number);
    int file = open(temporary, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0644);
    must(file >= 0, temporary);
    must(write(file, text, size) == (ssize_t)size, "write");
    must(fsync(file) == 0, "fsync");
    must(close(file) == 0, "close");
    if (store->logged == 0) {
        must(rename(temporary, final) == 0, "rename");
        must(fsync(store->directory) == 0, "fsync of the folder");
        return;
    }
    take_lock(store);
    look_for_name(store, writer, number);
    must(renameat2(AT_FDCWD, temporary, AT_FDCWD, final, RENAME_NOREPLACE) == 0, "rename");
    must(statx(AT_FDCWD, final, AT_SYMLINK_NOFOLLOW, STATX_BASIC_STATS, &status) == 0, final);
    write_log(store);
    must(flock(store->lock, LOCK_UN) == 0, "unlock");
    int directory = open(store->folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    must(directory >= 0, store->folder);
    must(fsync(directory) == 0, "fsync of the folder");
    must(close(directory) == 0, "close of the folder");
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

static void ask_for_files(const char *folder, int writer, int count, const char *text, size_t size, size_t logged, double *times)
{
    int requests[2], answers[2];
    char *received = malloc(size), answer[256];
    must(received != NULL && pipe(requests) == 0 && pipe(answers) == 0, "pipes");
    pid_t server = fork();
    must(server >= 0, "fork");
    if (server == 0) {
        struct store store = open_store(folder, logged);
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
    if (argc != 6) { fprintf(stderr, "usage: durable_write FOLDER COUNT SIZE WRITERS LOGGED\n"); return 2; }
    int count = atoi(argv[2]), writers = atoi(argv[4]);
    size_t size = (size_t)atol(argv[3]), logged = (size_t)atol(argv[5]), total = (size_t)count * (size_t)writers;
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
            if (logged > 0) ask_for_files(argv[1], w, count, text, size, logged, own);
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
