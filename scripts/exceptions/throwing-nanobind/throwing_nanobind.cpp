// The same through another binding, which has its own copy of everything but the C++ run time.
#include <nanobind/nanobind.h>
#include <nanobind/stl/string.h>

#include <stdexcept>
#include <string>

namespace nb = nanobind;

namespace {

void raise(const std::string &kind)
{
    if (kind == "runtime_error") throw std::runtime_error("by C++");
    if (kind == "out_of_range") throw std::out_of_range("too far");
    if (kind == "key_error") throw nb::key_error("missing");
}

std::string caught(const nb::callable &callback)
{
    try {
        callback();
    } catch (nb::python_error &error) {
        if (error.matches(PyExc_RuntimeError)) return error.what();
        throw;
    }
    return "nothing";
}

}  // namespace

NB_MODULE(throwing_nanobind, module)
{
    module.def("raise_", &raise);
    module.def("caught", &caught);
}
