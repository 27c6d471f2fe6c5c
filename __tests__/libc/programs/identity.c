#define _GNU_SOURCE
#include "expect.h"
#include <grp.h>
#include <pwd.h>
#include <stdlib.h>
#include <sys/types.h>
#include <unistd.h>
int main(void)
{
    EXPECT(getuid() == 0 && geteuid() == 0 && getgid() == 0 && getegid() == 0);
    EXPECT(setuid(0) == 0 && setgid((gid_t)-1) == 0);
    REFUSES(setuid(1000), EPERM);
    uid_t a, b, c;
    EXPECT(getresuid(&a, &b, &c) == 0 && a + b + c == 0);
    gid_t groups[4];
    EXPECT(getgroups(4, groups) == 1 && groups[0] == 0);
    EXPECT(getppid() == 1 && getpgrp() == getpid() && getpgid(0) == getpid());
    REFUSES(getpgid(12345), ESRCH);
    REFUSES(setsid(), EPERM);
    setenv("LOGNAME", "ada", 1);
    setenv("HOME", "/home/ada", 1);
    struct passwd *user = getpwuid(0);
    EXPECT(user != NULL && strcmp(user->pw_name, "ada") == 0 && strcmp(user->pw_dir, "/home/ada") == 0);
    EXPECT(getpwnam("ada") != NULL && getpwnam("bob") == NULL && getpwuid(7) == NULL);
    struct passwd one, *found;
    char tiny[8], text[256];
    EXPECT(getpwuid_r(0, &one, tiny, sizeof tiny, &found) == ERANGE && found == NULL);
    EXPECT(getpwuid_r(0, &one, text, sizeof text, &found) == 0 && found == &one);
    EXPECT(getpwuid_r(7, &one, text, sizeof text, &found) == 0 && found == NULL);
    struct group *group = getgrgid(0);
    EXPECT(group != NULL && strcmp(group->gr_name, "ada") == 0 && group->gr_mem[0] == NULL);
    setpwent();
    EXPECT(getpwent() != NULL && getpwent() == NULL);
    int count = 0;
    EXPECT(getgrouplist("ada", 0, groups, &count) == -1 && count == 1);
    EXPECT(strcmp(getlogin(), "ada") == 0);
    return failures;
}
