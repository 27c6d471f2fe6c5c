"""Stand-in for `syslog`: constants, and a log that is not there."""

from _pywasi.failure import refusing

LOG_EMERG, LOG_ALERT, LOG_CRIT, LOG_ERR, LOG_WARNING, LOG_NOTICE, LOG_INFO, LOG_DEBUG = range(8)
LOG_KERN, LOG_USER, LOG_MAIL, LOG_DAEMON, LOG_AUTH, LOG_SYSLOG, LOG_LPR, LOG_NEWS = (n << 3 for n in range(8))
LOG_UUCP, LOG_CRON, LOG_AUTHPRIV = 8 << 3, 9 << 3, 10 << 3
LOG_LOCAL0, LOG_LOCAL1, LOG_LOCAL2, LOG_LOCAL3 = (n << 3 for n in range(16, 20))
LOG_LOCAL4, LOG_LOCAL5, LOG_LOCAL6, LOG_LOCAL7 = (n << 3 for n in range(20, 24))
LOG_PID, LOG_CONS, LOG_ODELAY, LOG_NDELAY, LOG_NOWAIT, LOG_PERROR = 1, 2, 4, 8, 16, 32

_WHY = "a sandbox has no system log"
syslog = refusing("syslog", "syslog", _WHY)
openlog = refusing("syslog", "openlog", _WHY)


def closelog():
    pass


def setlogmask(maskpri, /):
    return 0xFF


def LOG_MASK(pri, /):
    return 1 << pri


def LOG_UPTO(pri, /):
    return (1 << (pri + 1)) - 1
