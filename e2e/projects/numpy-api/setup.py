import os

import numpy
from setuptools import Extension, setup

# The package that runs here, with the headers and libnpymath of what was built for WASI.
include = numpy.get_include()
setup(
    ext_modules=[
        Extension(
            "numpy_api",
            ["numpy_api.pyx"],
            include_dirs=[include],
            library_dirs=[os.path.join(include, "..", "lib")],
            libraries=["npymath"],
            define_macros=[("NPY_NO_DEPRECATED_API", "NPY_2_0_API_VERSION")],
        )
    ]
)
