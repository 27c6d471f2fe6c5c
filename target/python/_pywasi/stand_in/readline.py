"""Stand-in for `readline`: settings are kept, history is a list, and nobody edits a line."""

_settings = {"completer": None, "delims": " \t\n`~!@#$%^&*()-=+[{]}\\|;:'\",<>/?", "length": -1}
_history = []
backend = "editline"


def parse_and_bind(string, /):
    pass


def read_init_file(filename=None, /):
    pass


def get_line_buffer():
    return ""


def insert_text(string, /):
    pass


def redisplay():
    pass


def set_completer(function=None, /):
    _settings["completer"] = function


def get_completer():
    return _settings["completer"]


def set_completer_delims(string, /):
    _settings["delims"] = string


def get_completer_delims():
    return _settings["delims"]


def get_completion_type():
    return 0


def get_begidx():
    return 0


def get_endidx():
    return 0


def set_completion_display_matches_hook(function=None, /):
    pass


def set_startup_hook(function=None, /):
    pass


def set_pre_input_hook(function=None, /):
    pass


def set_auto_history(enabled, /):
    pass


def set_history_length(length, /):
    _settings["length"] = length


def get_history_length():
    return _settings["length"]


def get_current_history_length():
    return len(_history)


def get_history_item(index, /):
    return _history[index - 1] if 0 < index <= len(_history) else None


def add_history(string, /):
    _history.append(string)


def remove_history_item(pos, /):
    del _history[pos]


def replace_history_item(pos, line, /):
    _history[pos] = line


def clear_history():
    _history.clear()


def read_history_file(filename="~/.history", /):
    with open(filename, encoding="utf-8") as file:
        _history.extend(line.rstrip("\n") for line in file)


def write_history_file(filename="~/.history", /):
    with open(filename, "w", encoding="utf-8") as file:
        file.writelines(f"{line}\n" for line in _history)


def append_history_file(nelements, filename="~/.history", /):
    with open(filename, "a", encoding="utf-8") as file:
        file.writelines(f"{line}\n" for line in _history[-nelements:])
