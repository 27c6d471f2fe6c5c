#include <Python.h>
#include <typeinfo>
struct Base { virtual ~Base() {} };
struct Left : virtual Base { int left = 1; };
struct Right : virtual Base { int right = 2; };
struct Both : Left, Right {};
PyMODINIT_FUNC PyInit_rtti(void)
{
    static char text[96];
    Base *base = new Both;
    Right *right = dynamic_cast<Right *>(base);
    bool same = typeid(*base) == typeid(Both) && typeid(int) != typeid(long);
    snprintf(text, sizeof text, "%d %d %s", right ? right->right : 0, same, typeid(Both).name());
    return (PyObject *)text;
}
