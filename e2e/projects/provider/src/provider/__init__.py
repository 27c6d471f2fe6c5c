import os

from ._provider import add


def get_include():
    return os.path.join(os.path.dirname(__file__), "include")


def get_library():
    return os.path.join(os.path.dirname(__file__), "lib")
