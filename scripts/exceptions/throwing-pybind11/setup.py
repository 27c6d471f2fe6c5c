from pybind11.setup_helpers import Pybind11Extension
from setuptools import setup

setup(ext_modules=[Pybind11Extension("throwing_pybind11", ["throwing_pybind11.cpp"], cxx_std=17)])
