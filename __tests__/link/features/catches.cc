// Catches what another module throws, by base class and by type, and leaves C frames by longjmp() meanwhile.
#include <Python.h>

#include <csetjmp>
#include <cstdlib>
#include <stdexcept>
#include <string>

static jmp_buf back;

static std::string caught(int what)
{
    auto raise = reinterpret_cast<void (*)(int)>(std::atol(std::getenv("RAISE")));
    try {
        raise(what);
    } catch (const std::logic_error &error) {
        return error.what();
    } catch (int number) {
        return std::to_string(number);
    }
    return "nothing";
}

PyMODINIT_FUNC PyInit_catches(void)
{
    static std::string text;
    volatile int landed = setjmp(back);
    if (landed == 0) longjmp(back, 3);
    text = caught(0) + ", " + caught(42) + ", " + std::to_string(landed);
    return reinterpret_cast<PyObject *>(const_cast<char *>(text.c_str()));
}
