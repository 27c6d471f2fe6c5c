#define PY_SSIZE_T_CLEAN
#include <Python.h>

static const struct {
  int value;
  const char *letters;
} PARTS[] = {{1000, "M"}, {900, "CM"}, {500, "D"}, {400, "CD"}, {100, "C"}, {90, "XC"}, {50, "L"},
             {40, "XL"},  {10, "X"},   {9, "IX"},  {5, "V"},    {4, "IV"},  {1, "I"}};

static PyObject *numeral(PyObject *Py_UNUSED(self), PyObject *args) {
  int number;
  if (!PyArg_ParseTuple(args, "i:numeral", &number)) return NULL;
  if (number < 1 || number > 3999) return PyErr_Format(PyExc_ValueError, "%d has no numeral", number);
  char text[16], *end = text; /* MMMDCCCLXXXVIII is the longest. */
  for (size_t i = 0; i < Py_ARRAY_LENGTH(PARTS); i++)
    for (; number >= PARTS[i].value; number -= PARTS[i].value)
      for (const char *letter = PARTS[i].letters; *letter; letter++) *end++ = *letter;
  return PyUnicode_FromStringAndSize(text, end - text);
}

static PyMethodDef methods[] = {
    {"numeral", numeral, METH_VARARGS, "The Roman numeral of a number from 1 to 3999."},
    {NULL, NULL, 0, NULL},
};

static PyModuleDef module = {PyModuleDef_HEAD_INIT, .m_name = "_roman", .m_methods = methods};

PyMODINIT_FUNC PyInit__roman(void) { return PyModuleDef_Init(&module); }
