#include "expect.h"
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
static char at(int fd)
{
    char byte = 0;
    EXPECT(read(fd, &byte, 1) == 1);
    return byte;
}
int main(void)
{
    struct stat status;
    int files[300];
    int one = open("/tmp/one", O_RDWR | O_CREAT | O_TRUNC, 0600);
    EXPECT(write(one, "abcdefgh", 8) == 8);

    /* One offset for both, and the file stays open until the last of them is closed. */
    int copy = dup(one);
    EXPECT(copy >= 0 && copy != one && lseek(copy, 0, SEEK_SET) == 0);
    EXPECT(at(one) == 'a' && at(copy) == 'b' && at(one) == 'c');
    EXPECT(close(one) == 0 && at(copy) == 'd');
    REFUSES(close(one), EBADF);
    REFUSES(read(one, files, 1), EBADF);
    REFUSES(dup(one), EBADF);

    /* What is opened then means itself, whatever number the host has given it. */
    int two = open("/tmp/two", O_RDWR | O_CREAT | O_TRUNC, 0600);
    EXPECT(write(two, "2", 1) == 1 && at(copy) == 'e');
    EXPECT(dup2(copy, two) == two && at(two) == 'f' && close(two) == 0 && at(copy) == 'g');
    EXPECT(stat("/tmp/two", &status) == 0 && status.st_size == 1);

    /* A number that the host will give out is taken: its next files get others. */
    EXPECT(dup2(copy, 9) == 9 && dup2(copy, 9) == 9 && dup2(9, 9) == 9);
    for (int i = 0; i < 300; i++) {
        files[i] = open("/tmp/two", O_RDONLY);
        EXPECT(files[i] >= 0 && files[i] != 9 && files[i] != copy && at(files[i]) == '2');
    }
    int last = dup(files[299]);
    for (int i = 0; i < 300; i++) EXPECT(last != files[i] && close(files[i]) == 0);
    EXPECT(lseek(last, 0, SEEK_SET) == 0 && at(last) == '2' && close(last) == 0);
    EXPECT(at(9) == 'h' && close(copy) == 0 && lseek(9, 0, SEEK_CUR) == 8 && close(9) == 0);
    REFUSES(lseek(9, 0, SEEK_CUR), EBADF);

    /* Standard output goes to a file and comes back. */
    int kept = dup(1);
    int log = open("/tmp/log", O_RDWR | O_CREAT | O_TRUNC, 0600);
    EXPECT(dup2(log, 1) == 1 && close(log) == 0);
    printf("to the file\n");
    fflush(stdout);
    EXPECT(dup2(kept, 1) == 1 && close(kept) == 0);
    EXPECT(stat("/tmp/log", &status) == 0 && status.st_size == 12);
    printf("to the host\n");

    /* So does a folder, by which names are looked up. */
    int folder = open("/tmp", O_RDONLY | O_DIRECTORY);
    int again = dup(folder);
    EXPECT(close(folder) == 0 && fstatat(again, "log", &status, 0) == 0 && close(again) == 0);

    REFUSES(dup(-1), EBADF);
    REFUSES(dup(77), EBADF);
    REFUSES(dup2(1, -1), EBADF);
    REFUSES(dup2(77, 1), EBADF);
    REFUSES(dup3(1, 1, 0), EINVAL);
    EXPECT(dup3(1, 5, O_CLOEXEC) == 5 && close(5) == 0);
    return failures;
}
