// Throws for other modules: they find the function by its address in the environment, as a capsule would hand it over.
#include <Python.h>

#include <cstdlib>
#include <stdexcept>
#include <string>

static int destroyed;
struct Guard {
    ~Guard() { ++destroyed; }
};

static void raise(int what)
{
    Guard guard;
    if (what == 0) throw std::out_of_range("too far");
    throw what;
}

PyMODINIT_FUNC PyInit_throws(void)
{
    static std::string text;
    try {
        raise(0);
    } catch (const std::exception &error) {
        text = std::string(error.what()) + ", destroyed " + std::to_string(destroyed);
    }
    setenv("RAISE", std::to_string(reinterpret_cast<long>(&raise)).c_str(), 1);
    return reinterpret_cast<PyObject *>(const_cast<char *>(text.c_str()));
}
