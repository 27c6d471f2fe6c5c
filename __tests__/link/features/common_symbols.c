/* Two files that both declare a variable without `extern` mean one, as before C99's tentative definitions were told apart. */
#include <Python.h>
extern int shared_number;
int *from_other(void);
PyMODINIT_FUNC PyInit_common_symbols(void)
{
    static char text[64];
    shared_number = 4;
    snprintf(text, sizeof text, "%d", *from_other());
    return (PyObject *)text;
}
