/* Writes through WASI's own fd_write, as Rust's standard library does, to a standard output that dup2() has diverted. */
#include <Python.h>
#include <fcntl.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

struct part {
    const char *bytes;
    size_t size;
};

__attribute__((import_module("wasi_snapshot_preview1"), import_name("fd_write"))) extern int32_t own_fd_write(
    int32_t fd, const struct part *parts, int32_t count, size_t *written);

static size_t put(int fd, const char *text)
{
    struct part part = {text, strlen(text)};
    size_t written = 0;
    return own_fd_write(fd, &part, 1, &written) == 0 ? written : 0;
}

PyMODINIT_FUNC PyInit_own_wasi(void)
{
    static char text[64];
    char diverted[16] = "";
    int file = open("/tmp/own_wasi.txt", O_RDWR | O_CREAT | O_TRUNC, 0600);
    int before = dup(1);
    dup2(file, 1);
    size_t written = put(1, "diverted");
    dup2(before, 1);
    size_t to_file = put(file, "!");
    lseek(file, 0, SEEK_SET);
    read(file, diverted, sizeof diverted - 1);
    snprintf(text, sizeof text, "%zu %zu %s", written, to_file, diverted);
    return (PyObject *)text;
}
