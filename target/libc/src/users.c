/* The databases of users and groups: one entry each, made of the environment. */
#include <errno.h>
#include <grp.h>
#include <pwd.h>
#include <stdlib.h>
#include <string.h>

static const char *variable(const char *name, const char *otherwise)
{
    const char *value = getenv(name);
    return value != NULL && *value != '\0' ? value : otherwise;
}

static const char *user_name(void)
{
    return variable("LOGNAME", variable("USER", "root"));
}

/* Copies text to where *place is and moves it behind; NULL where it does not fit. */
static char *keep(const char *text, char **place, const char *end)
{
    size_t size = strlen(text) + 1;
    if ((size_t)(end - *place) < size) {
        return NULL;
    }
    char *copy = memcpy(*place, text, size);
    *place += size;
    return copy;
}

static int fill_user(struct passwd *user, char *buffer, size_t size)
{
    char *place = buffer;
    const char *end = buffer + size;
    user->pw_uid = 0;
    user->pw_gid = 0;
    user->pw_name = keep(user_name(), &place, end);
    user->pw_passwd = keep("x", &place, end);
    user->pw_gecos = keep("", &place, end);
    user->pw_dir = keep(variable("HOME", "/"), &place, end);
    user->pw_shell = keep(variable("SHELL", "/bin/sh"), &place, end);
    return user->pw_shell == NULL || user->pw_dir == NULL || user->pw_name == NULL ? ERANGE : 0;
}

static int fill_group(struct group *group, char *buffer, size_t size)
{
    /* A pointer lies at an aligned place only. */
    size_t skip = -(size_t)buffer % sizeof(char *);
    if (size < skip + sizeof(char *)) {
        return ERANGE;
    }
    group->gr_mem = (char **)(buffer + skip);
    group->gr_mem[0] = NULL;
    char *place = buffer + skip + sizeof(char *);
    group->gr_gid = 0;
    group->gr_name = keep(user_name(), &place, buffer + size);
    group->gr_passwd = keep("x", &place, buffer + size);
    return group->gr_name == NULL || group->gr_passwd == NULL ? ERANGE : 0;
}

int getpwuid_r(uid_t uid, struct passwd *user, char *buffer, size_t size, struct passwd **result)
{
    *result = NULL;
    if (uid != 0) {
        return 0;
    }
    int error = fill_user(user, buffer, size);
    if (error == 0) {
        *result = user;
    }
    return error;
}

int getpwnam_r(const char *name, struct passwd *user, char *buffer, size_t size, struct passwd **result)
{
    *result = NULL;
    return strcmp(name, user_name()) == 0 ? getpwuid_r(0, user, buffer, size, result) : 0;
}

int getgrgid_r(gid_t gid, struct group *group, char *buffer, size_t size, struct group **result)
{
    *result = NULL;
    if (gid != 0) {
        return 0;
    }
    int error = fill_group(group, buffer, size);
    if (error == 0) {
        *result = group;
    }
    return error;
}

int getgrnam_r(const char *name, struct group *group, char *buffer, size_t size, struct group **result)
{
    *result = NULL;
    return strcmp(name, user_name()) == 0 ? getgrgid_r(0, group, buffer, size, result) : 0;
}

static struct passwd user;
static char user_text[4096];
static int users_read;

struct passwd *getpwuid(uid_t uid)
{
    struct passwd *found;
    int error = getpwuid_r(uid, &user, user_text, sizeof user_text, &found);
    if (error != 0) {
        errno = error;
    }
    return found;
}

struct passwd *getpwnam(const char *name)
{
    return strcmp(name, user_name()) == 0 ? getpwuid(0) : NULL;
}

void setpwent(void) { users_read = 0; }
void endpwent(void) { users_read = 0; }
struct passwd *getpwent(void) { return users_read++ == 0 ? getpwuid(0) : NULL; }

static struct group group;
static char group_text[1024];
static int groups_read;

struct group *getgrgid(gid_t gid)
{
    struct group *found;
    int error = getgrgid_r(gid, &group, group_text, sizeof group_text, &found);
    if (error != 0) {
        errno = error;
    }
    return found;
}

struct group *getgrnam(const char *name)
{
    return strcmp(name, user_name()) == 0 ? getgrgid(0) : NULL;
}

void setgrent(void) { groups_read = 0; }
void endgrent(void) { groups_read = 0; }
struct group *getgrent(void) { return groups_read++ == 0 ? getgrgid(0) : NULL; }

int getgrouplist(const char *name, gid_t gid, gid_t *groups, int *count)
{
    (void)name;
    int room = *count;
    *count = 1;
    if (room < 1) {
        return -1;
    }
    groups[0] = gid;
    return 1;
}
