"""Stand-in for `_curses`: the module curses imports, and finds no terminal."""

from _pywasi.failure import not_here, refusing


class error(Exception):
    __module__ = "_curses"


_WHY = "WASI has no control of a terminal"
ERR, OK = -1, 0
for _number, _name in enumerate(("A_NORMAL", "A_ATTRIBUTES", "A_CHARTEXT", "A_COLOR")):
    globals()[_name] = (0, -256, 255, 0xFF00)[_number]
for _number, _name in enumerate(
    ("A_STANDOUT", "A_UNDERLINE", "A_REVERSE", "A_BLINK", "A_DIM", "A_BOLD", "A_ALTCHARSET", "A_INVIS", "A_PROTECT")
):
    globals()[_name] = 1 << 16 + _number
for _number, _name in enumerate(("BLACK", "RED", "GREEN", "YELLOW", "BLUE", "MAGENTA", "CYAN", "WHITE")):
    globals()[f"COLOR_{_name}"] = _number
KEY_DOWN, KEY_UP, KEY_LEFT, KEY_RIGHT, KEY_HOME, KEY_BACKSPACE = 258, 259, 260, 261, 262, 263
KEY_NPAGE, KEY_PPAGE, KEY_ENTER, KEY_END, KEY_RESIZE, KEY_MOUSE, KEY_DC, KEY_IC = 338, 339, 343, 360, 410, 409, 330, 331


class window:
    def __init__(self, *args):
        raise not_here("_curses", "curses.window", _WHY, error)


def __getattr__(name):
    # Hundreds of functions, none of which can do anything.
    if name.startswith("_"):
        raise AttributeError(f"module '_curses' has no attribute {name!r}")
    return refusing("_curses", name, _WHY, error)
