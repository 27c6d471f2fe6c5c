"""Is this failure only that WASI 0.1 lacks something?

The answer is yes only where the error was raised by the very call that cannot work: by a function of the system that
the failing instruction itself calls, by a module of the standard library that says so, by our own libc in words of its
own, or by the import of a module of the standard library that this interpreter was not built with; or where an error of
another kind was made of such a one and repeats its words. An error that merely looks alike, raised by an extension or by
Python code of a package, stays a failure.
"""

import ast
import errno
import itertools
import linecache
import re
import sys
import types

# Modules whose functions are thin coats of system calls.
_SYSTEM = {
    "posix": "system call",
    "os": "system call",
    "_posixsubprocess": "processes",
    "subprocess": "processes",
    "_socket": "sockets",
    "socket": "sockets",
    "select": "polling of files",
    "_thread": "threads",
    "threading": "threads",
    "signal": "signals",
    "_signal": "signals",
    "time": "clocks of that kind",
    "fcntl": "file control",
    "mmap": "memory-mapped files",
    "resource": "resource limits",
    "pwd": "users",
    "grp": "users",
    "termios": "terminals",
    "pty": "terminals",
    "faulthandler": "duplicates of file descriptors",
}
# More exact words for single functions.
CALLS = {
    **dict.fromkeys(("fork", "forkpty", "execv", "execve", "posix_spawn", "posix_spawnp", "wait", "waitpid", "kill", "system", "popen", "getppid"), "processes"),
    **dict.fromkeys(("dup", "dup2"), "duplicates of file descriptors (dup)"),
    **dict.fromkeys(("pipe", "pipe2"), "pipes"),
    **dict.fromkeys(("chmod", "fchmod", "lchmod", "umask"), "file modes"),
    **dict.fromkeys(("chown", "fchown", "lchown", "getuid", "geteuid", "getgid", "getegid", "setuid", "setgid", "getgroups", "getlogin"), "users"),
    **dict.fromkeys(("symlink",), "symbolic links of that kind"),
    **dict.fromkeys(("link",), "hard links of that kind"),
    **dict.fromkeys(("mkfifo", "mknod"), "special files"),
    **dict.fromkeys(("openpty", "isatty", "ttyname", "get_terminal_size", "tcgetpgrp"), "terminals"),
    **dict.fromkeys(("statvfs", "fstatvfs"), "figures of the file system"),
    **dict.fromkeys(("alarm", "setitimer", "pthread_kill", "pthread_sigmask", "sigwait"), "signals"),
}  # fmt: skip
_UNSUPPORTED = {errno.ENOTSUP, errno.ENOSYS, getattr(errno, "EOPNOTSUPP", errno.ENOTSUP)}
# What a sandbox answers to calls that would leave it.
_REFUSED = {"symlink", "link", "chmod", "fchmod", "chown", "mkfifo", "mknod"}
# Modules of the standard library that raise, in Python, for want of the system's part.
_SPEAKERS = {
    "subprocess": "processes",
    "threading": "threads",
    "multiprocessing": "processes",
    "asyncio": "event loops of that kind",
    "socket": "sockets",
    "ssl": "sockets",
    "concurrent.futures.process": "processes",
    "pty": "terminals",
}
# What our own additions to libc and to socket say where they refuse (target/libc/src, target/python/_pywasi/sockets.py);
# an extension, or an OSError that wraps another, passes it on as it is.
_OWN_WORDS = {"WASI 0.1 has no dynamic loader": "a dynamic loader", "WASI has no names of machines": "sockets"}


def of(error):
    """What is missing, to follow "WASI has no …"; None where the failure is another one."""
    if isinstance(error, BaseExceptionGroup):
        limits = [of(each) for each in error.exceptions]
        return limits[0] if limits and all(limits) else None
    return _of_itself(error) or _passed_on(error)


def _passed_on(error):
    """`raise CompileError(f"cc failed: {error}") from error`, as build tools do."""
    inner = error.__cause__ or error.__context__
    words = getattr(inner, "strerror", None) or str(inner or "")
    # A short one is in many texts by accident.
    if len(words) < 12 or words not in str(error):
        return None
    return of(inner)


def _of_itself(error):
    signed = getattr(error, "pywasi_limit", None)
    if signed is not None:
        return signed
    # Raised by the guest's own stand-ins (target/python/_pywasi/failure.py), and by nobody else.
    if getattr(error, "stand_in", "") and _is_stand_in(type(error)):
        return f"module {error.stand_in}" if error.stand_in not in ("os", "socket") else _SYSTEM[error.stand_in]
    for words, lacking in _OWN_WORDS.items():
        if isinstance(error, OSError) and words in str(error):
            return lacking
    if _is_without_time_zones(error):
        return "time zones but those of the package tzdata"
    frame, instruction = _innermost(error)
    if frame is None:
        return None
    if isinstance(error, ImportError):
        return _absent_module(error, frame)
    if isinstance(error, AttributeError):
        return _absent_function(error, frame)
    called = _called(frame, instruction)
    if isinstance(error, OSError) and _is_system(called):
        name = called.__name__
        refused = error.errno in (errno.EPERM, getattr(errno, "ENOTCAPABLE", None)) and name in _REFUSED
        return _words(called) if error.errno in _UNSUPPORTED or refused else None
    if isinstance(error, RuntimeError) and "can't start new thread" in str(error):
        # threading.Thread.start, or the call of _thread itself.
        own = frame.f_globals.get("__name__") == "threading"
        return "threads" if own or _is_system(called) else None
    return _missing_compression(error, frame) or _said_by_library(error, frame)


def _is_stand_in(kind):
    return any(base.__module__ == "_pywasi.failure" for base in kind.__mro__)


def _is_without_time_zones(error):
    """zoneinfo looked in the system's folders, of which a guest has none, and then for the package."""
    cause = error.__context__
    return type(error).__module__.split(".")[0] == "zoneinfo" and isinstance(cause, ModuleNotFoundError) and cause.name == "tzdata"


def _innermost(error):
    trace = error.__traceback__
    if trace is None:
        return None, 0
    while trace.tb_next is not None:
        trace = trace.tb_next
    return trace.tb_frame, trace.tb_lasti


def _absent_module(error, frame):
    top = (error.name or "").split(".")[0]
    if isinstance(error, ModuleNotFoundError) and top in sys.stdlib_module_names and top not in sys.modules:
        return f"module {error.name}"
    # multiprocessing.synchronize says so itself, and so do modules that `from _socket import` what is not there.
    if top in sys.stdlib_module_names or frame.f_globals.get("__name__", "").split(".")[0] == "multiprocessing":
        return _SPEAKERS.get(frame.f_globals.get("__name__", "").split(".")[0]) or _absent_name(error, top)
    return None


def _absent_name(error, top):
    """`from os import fork`: a name that a module of the system lacks."""
    name = getattr(error, "name_from", None)
    return CALLS.get(name or "", _SYSTEM[top]) if name and top in _SYSTEM and _known(top, name) else None


def _absent_function(error, frame):
    module = error.obj if isinstance(getattr(error, "obj", None), types.ModuleType) else None
    if module is None or module.__name__ not in _SYSTEM:
        return None
    if _known(module.__name__, error.name):
        return CALLS.get(error.name, _SYSTEM[module.__name__])
    # The standard library makes no slips of that kind: what it asks for, this system lacks.
    user = frame.f_globals.get("__name__", "").split(".")[0]
    return _SPEAKERS.get(user, _SYSTEM[module.__name__]) if _is_standard(frame) else None


def _known(module, name):
    """Is it a name that CPython documents for this module elsewhere, and not a slip of the pen?"""
    return name in CALLS or name in _ELSEWHERE.get(module, ())


_ELSEWHERE = {
    "os": frozenset("chroot fchdir getpgid getpgrp getpriority getresuid getsid initgroups killpg lockf makedev nice posix_fadvise posix_fallocate sched_getaffinity sched_setaffinity sendfile setpgid setsid sync sysconf uname wait3 wait4 waitid WIFEXITED WEXITSTATUS getrandom memfd_create getxattr setxattr listxattr major minor ctermid confstr pathconf register_at_fork spawnv spawnlp set_blocking get_blocking set_inheritable O_NOFOLLOW".split()),
    "socket": frozenset("AF_UNIX AF_INET AF_INET6 SOCK_STREAM SOCK_DGRAM socketpair create_connection create_server gethostbyname gethostname getaddrinfo getfqdn inet_aton inet_ntoa SOL_SOCKET SO_REUSEADDR SOMAXCONN IPPROTO_TCP TCP_NODELAY AI_PASSIVE fromfd has_ipv6 if_nameindex".split()),
    "signal": frozenset("SIGALRM SIGCHLD SIGUSR1 SIGUSR2 ITIMER_REAL siginterrupt set_wakeup_fd sigpending".split()),
    "time": frozenset("tzset pthread_getcpuclockid thread_time thread_time_ns CLOCK_THREAD_CPUTIME_ID CLOCK_PROCESS_CPUTIME_ID".split()),
    "select": frozenset("epoll kqueue devpoll poll".split()),
    "threading": frozenset("get_native_id".split()),
}  # fmt: skip
_ELSEWHERE["posix"] = _ELSEWHERE["os"]


def _is_system(called):
    return isinstance(called, types.BuiltinFunctionType | type) and getattr(called, "__module__", None) in _SYSTEM


def _words(called):
    return CALLS.get(called.__name__, _SYSTEM[called.__module__])


def _said_by_library(error, frame):
    """subprocess: "wasi does not support processes"; asyncio: NotImplementedError for what the loop cannot do."""
    name = frame.f_globals.get("__name__", "")
    words = _SPEAKERS.get(name) or _SPEAKERS.get(name.split(".")[0])
    if words is None or not _is_standard(frame):
        return None
    if isinstance(error, OSError):
        return words if error.errno in _UNSUPPORTED else None
    return words if isinstance(error, NotImplementedError) else None


def _missing_compression(error, frame):
    """zipfile checks for the modules itself, when it comes to use one."""
    missing = re.search(r"requires the \(missing\) (\w+) module", str(error))
    return f"module {missing[1]}" if missing and frame.f_globals.get("__name__", "").split(".")[0] == "zipfile" else None


def _is_standard(frame):
    return frame.f_globals.get("__name__", "").split(".")[0] in sys.stdlib_module_names


def _called(frame, instruction):
    """The function that the instruction calls, found again by the text of the call; nothing of it is run."""
    position = _position(frame.f_code, instruction)
    if position is None:
        return None
    first, last, start, end = position
    lines = [linecache.getline(frame.f_code.co_filename, line) for line in range(first, last + 1)]
    if not all(lines):
        return None
    source = [line.encode() for line in lines]
    source[-1] = source[-1][:end]
    source[0] = source[0][start:]
    try:
        node = ast.parse(b"(" + b"".join(source) + b")", mode="eval").body
    except (SyntaxError, ValueError):
        return None
    return _resolved(node.func, frame) if isinstance(node, ast.Call) else None


def _position(code, instruction):
    position = next(itertools.islice(code.co_positions(), instruction // 2, None), (None,))
    return None if None in position else position


def _resolved(node, frame):
    """Names and attributes of modules and classes only: looking must not run anybody's code."""
    if isinstance(node, ast.Name):
        for names in (frame.f_locals, frame.f_globals, frame.f_builtins):
            if node.id in names:
                return names[node.id]
        return None
    if isinstance(node, ast.Attribute):
        owner = _resolved(node.value, frame)
        return vars(owner).get(node.attr) if isinstance(owner, types.ModuleType) else None
    return None
