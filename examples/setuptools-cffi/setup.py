from setuptools import setup

setup(cffi_modules=["src/collatz/build_collatz.py:ffi"])
