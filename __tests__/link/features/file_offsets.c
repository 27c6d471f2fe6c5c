/* Offsets have 64 bits without any macro. */
#define _FILE_OFFSET_BITS 64
#define _LARGEFILE64_SOURCE
#include <Python.h>
#include <fcntl.h>
#include <unistd.h>
PyMODINIT_FUNC PyInit_file_offsets(void)
{
    static char text[96];
    int fd = open("/tmp/large", O_RDWR | O_CREAT | O_TRUNC, 0600);
    off64_t end = lseek64(fd, (off_t)5 << 30, SEEK_SET);
    ssize_t written = write(fd, "x", 1);
    snprintf(text, sizeof text, "%d %lld %d %lld", (int)sizeof(off_t), (long long)end, (int)written, (long long)lseek(fd, 0, SEEK_END));
    ftruncate(fd, 0);
    return (PyObject *)text;
}
