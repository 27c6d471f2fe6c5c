"""Stand-in for `termios`: no descriptor is a terminal, which is what the real module says of a file."""

import errno
import os


class error(Exception):
    __module__ = "termios"


TCSANOW, TCSADRAIN, TCSAFLUSH = 0, 1, 2
TCIFLUSH, TCOFLUSH, TCIOFLUSH = 0, 1, 2
TCOOFF, TCOON, TCIOFF, TCION = 0, 1, 2, 3
ECHO, ECHOE, ECHOK, ECHONL, ICANON, ISIG, IEXTEN, NOFLSH, TOSTOP = 8, 16, 32, 64, 2, 1, 0x8000, 128, 256
BRKINT, ICRNL, IGNBRK, IGNCR, IGNPAR, INLCR, INPCK, ISTRIP, IXANY, IXOFF, IXON, PARMRK = (
    *(2, 0x100, 1, 0x80, 4, 0x40, 0x10, 0x20, 0x800, 0x1000, 0x400, 8),
)
OPOST, ONLCR, OCRNL, ONOCR, ONLRET = 1, 4, 8, 16, 32
CSIZE, CS5, CS6, CS7, CS8, CSTOPB, CREAD, PARENB, PARODD, HUPCL, CLOCAL = (
    *(0x30, 0, 0x10, 0x20, 0x30, 0x40, 0x80, 0x100, 0x200, 0x400, 0x800),
)
VINTR, VQUIT, VERASE, VKILL, VEOF, VTIME, VMIN, VSTART, VSTOP, VSUSP, VEOL = 0, 1, 2, 3, 4, 5, 6, 8, 9, 10, 11
NCCS = 32
B0, B50, B75, B110, B134, B150, B200, B300, B600, B1200, B1800, B2400, B4800, B9600, B19200, B38400 = range(16)
B57600, B115200, B230400 = 0x1001, 0x1002, 0x1003
TIOCGWINSZ, TIOCSWINSZ, TIOCGPGRP, TIOCSPGRP, TIOCSTI, TIOCNOTTY, FIONREAD = (
    *(0x5413, 0x5414, 0x540F, 0x5410, 0x5412, 0x5422, 0x541B),
)


def _no_terminal(fd, *_):
    os.fstat(fd if isinstance(fd, int) else fd.fileno())
    raise error(errno.ENOTTY, os.strerror(errno.ENOTTY))


tcgetattr = tcsetattr = tcsendbreak = tcdrain = tcflush = tcflow = tcgetwinsize = tcsetwinsize = _no_terminal
