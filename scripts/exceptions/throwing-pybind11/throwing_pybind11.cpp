// Throws and catches in every way that a binding has to carry across.
#include <pybind11/pybind11.h>

#include <new>
#include <stdexcept>
#include <string>
#include <vector>

namespace py = pybind11;

namespace {

struct Refusal : std::exception {
    const char *what() const noexcept override { return "refused"; }
};

int destroyed = 0;

struct Guard {
    ~Guard() { ++destroyed; }
};

void raise(const std::string &kind)
{
    Guard guard;
    if (kind == "runtime_error") throw std::runtime_error("by C++");
    if (kind == "value_error") throw py::value_error("by the binding");
    if (kind == "registered") throw Refusal();
    if (kind == "at") (void)std::vector<int>{}.at(5);
    if (kind == "bad_alloc") throw std::bad_alloc();
    if (kind == "number") throw 42;
    if (kind == "nested") {
        try {
            throw std::out_of_range("inner");
        } catch (const std::exception &) {
            std::throw_with_nested(std::runtime_error("outer"));
        }
    }
}

std::string caught(const py::function &callback)
{
    try {
        callback();
    } catch (py::error_already_set &error) {
        if (error.matches(PyExc_ZeroDivisionError)) return "ZeroDivisionError";
        if (error.matches(PyExc_RuntimeError)) return "RuntimeError";
        throw;
    }
    return "nothing";
}

py::object through(const py::function &callback)
{
    Guard guard;
    return callback();
}

}  // namespace

PYBIND11_MODULE(throwing_pybind11, module)
{
    py::register_exception<Refusal>(module, "Refusal");
    module.def("raise_", &raise);
    module.def("caught", &caught);
    module.def("through", &through);
    module.def("destroyed", [] { return destroyed; });
}
