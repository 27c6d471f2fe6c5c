/* No file of WASI is a terminal whose settings could be read or set. */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

static int refuse(void)
{
    errno = ENOTTY;
    return -1;
}

#ifndef HAVE_tcgetattr
int tcgetattr(int fd, struct termios *settings) { (void)fd; (void)settings; return refuse(); }
int tcsetattr(int fd, int when, const struct termios *settings) { (void)fd; (void)when; (void)settings; return refuse(); }
int tcsendbreak(int fd, int duration) { (void)fd; (void)duration; return refuse(); }
int tcdrain(int fd) { (void)fd; return refuse(); }
int tcflush(int fd, int queue) { (void)fd; (void)queue; return refuse(); }
int tcflow(int fd, int action) { (void)fd; (void)action; return refuse(); }
pid_t tcgetsid(int fd) { (void)fd; return refuse(); }
speed_t cfgetospeed(const struct termios *settings) { return settings->__c_ospeed; }
speed_t cfgetispeed(const struct termios *settings) { return settings->__c_ispeed; }
int cfsetospeed(struct termios *settings, speed_t speed) { settings->__c_ospeed = speed; return 0; }
int cfsetispeed(struct termios *settings, speed_t speed) { settings->__c_ispeed = speed; return 0; }
void cfmakeraw(struct termios *settings)
{
    settings->c_iflag &= ~(IGNBRK | BRKINT | PARMRK | ISTRIP | INLCR | IGNCR | ICRNL | IXON);
    settings->c_oflag &= ~OPOST;
    settings->c_lflag &= ~(ECHO | ECHONL | ICANON | ISIG | IEXTEN);
    settings->c_cflag = (settings->c_cflag & ~(CSIZE | PARENB)) | CS8;
}
#endif
#ifndef HAVE_tcgetpgrp
pid_t tcgetpgrp(int fd) { (void)fd; return refuse(); }
#endif
#ifndef HAVE_tcsetpgrp
int tcsetpgrp(int fd, pid_t group) { (void)fd; (void)group; return refuse(); }
#endif
#ifndef HAVE_ttyname
char *ttyname(int fd) { (void)fd; errno = ENOTTY; return NULL; }
#endif
#ifndef HAVE_ttyname_r
int ttyname_r(int fd, char *buffer, size_t size) { (void)fd; (void)buffer; (void)size; return ENOTTY; }
#endif
#ifndef HAVE_ctermid
char *ctermid(char *buffer)
{
    static char own[sizeof "/dev/tty"];
    return strcpy(buffer != NULL ? buffer : own, "/dev/tty");
}
#endif
#ifndef HAVE_getpass
char *getpass(const char *prompt) { (void)prompt; errno = ENOTTY; return NULL; }
#endif
