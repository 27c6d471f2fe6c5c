# cython: language_level=3
"""Levenshtein's distance: insertions, deletions and replacements that turn one text into another."""

from libc.stdlib cimport free, malloc


def distance(str a, str b):
    cdef Py_ssize_t i, j, diagonal, above
    cdef Py_ssize_t width = len(b) + 1
    cdef Py_ssize_t *row = <Py_ssize_t *> malloc(width * sizeof(Py_ssize_t))
    if row == NULL:
        raise MemoryError
    try:
        for j in range(width):
            row[j] = j
        for i in range(1, len(a) + 1):
            diagonal, row[0] = row[0], i
            for j in range(1, width):
                above = row[j]
                row[j] = min(above + 1, row[j - 1] + 1, diagonal + (a[i - 1] != b[j - 1]))
                diagonal = above
        return row[width - 1]
    finally:
        free(row)


cdef class Distances:
    """Distances from one word, the nearest first."""

    cdef readonly str word

    def __init__(self, str word not None):
        self.word = word

    def sort(self, words):
        return sorted(words, key=lambda other: (distance(self.word, other), other))
