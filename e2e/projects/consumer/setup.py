import provider
from setuptools import Extension, setup

# It runs on the build machine: its extension module is that machine's.
assert provider.add(40, 2) == 42

setup(
    ext_modules=[
        Extension(
            "consumer",
            ["consumer.c"],
            include_dirs=[provider.get_include()],
            library_dirs=[provider.get_library()],
            libraries=["provider"],
        )
    ]
)
