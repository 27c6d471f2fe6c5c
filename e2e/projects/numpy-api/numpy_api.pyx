# cython: language_level=3
cimport numpy as cnp

cnp.import_array()

cdef extern from "numpy/npy_math.h":
    double npy_spacing(double)

cdef extern from *:
    """
    _Static_assert(sizeof(long) == NPY_SIZEOF_LONG, "NumPy's headers are another machine's");
    """
    int NPY_SIZEOF_LONG, NPY_SIZEOF_INTP


def sizes():
    return NPY_SIZEOF_LONG, NPY_SIZEOF_INTP


def total(cnp.ndarray[cnp.float64_t, ndim=1] values):
    """Reads the array's memory through the structures that the headers declare."""
    cdef double sum = 0
    cdef Py_ssize_t i
    for i in range(values.shape[0]):
        sum += values[i]
    return sum


def spacing(double value):
    return npy_spacing(value)


def ones(int n):
    cdef cnp.npy_intp shape = n
    return cnp.PyArray_ZEROS(1, &shape, cnp.NPY_FLOAT64, 0) + 1
