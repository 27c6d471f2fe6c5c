// Dijkstra's algorithm over edges (from, to, length).
#define PY_SSIZE_T_CLEAN
#include <Python.h>

#include <functional>
#include <map>
#include <queue>
#include <string>
#include <utility>
#include <vector>

using Edges = std::map<std::string, std::vector<std::pair<std::string, double>>>;

static bool read_edges(PyObject *list, Edges &edges) {
  PyObject *all = PySequence_Fast(list, "edges must be a sequence");
  if (all == nullptr) return false;
  for (Py_ssize_t i = 0; i < PySequence_Fast_GET_SIZE(all); i++) {
    const char *from, *to;
    double length;
    PyObject *edge = PySequence_Fast_GET_ITEM(all, i);
    if (!PyTuple_Check(edge) || !PyArg_ParseTuple(edge, "ssd", &from, &to, &length)) {
      if (!PyErr_Occurred()) PyErr_SetString(PyExc_TypeError, "an edge is a tuple (from, to, length)");
      Py_DECREF(all);
      return false;
    }
    edges[from].emplace_back(to, length);
  }
  Py_DECREF(all);
  return true;
}

static PyObject *distance(PyObject *, PyObject *args) {
  PyObject *list;
  const char *start, *end;
  if (!PyArg_ParseTuple(args, "Oss:distance", &list, &start, &end)) return nullptr;
  Edges edges;
  if (!read_edges(list, edges)) return nullptr;

  using Reached = std::pair<double, std::string>;
  std::priority_queue<Reached, std::vector<Reached>, std::greater<>> open;
  std::map<std::string, double> done;
  open.emplace(0.0, start);
  while (!open.empty()) {
    auto [length, place] = open.top();
    open.pop();
    if (place == end) return PyFloat_FromDouble(length);
    if (!done.emplace(place, length).second) continue;
    for (const auto &[next, step] : edges[place]) open.emplace(length + step, next);
  }
  Py_RETURN_NONE;
}

static PyMethodDef methods[] = {
    {"distance", distance, METH_VARARGS, "distance(edges, start, end): the shortest length, or None where no way leads."},
    {nullptr, nullptr, 0, nullptr},
};

static PyModuleDef module = {PyModuleDef_HEAD_INIT, "_routes", nullptr, 0, methods, nullptr, nullptr, nullptr, nullptr};

PyMODINIT_FUNC PyInit__routes() { return PyModuleDef_Init(&module); }
