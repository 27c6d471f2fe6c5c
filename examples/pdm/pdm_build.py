"""PDM's build hook: what the setup.py that PDM writes is to hold."""

from setuptools import Extension


def pdm_build_update_setup_kwargs(context, setup_kwargs):
    setup_kwargs.update(ext_modules=[Extension("luhn._luhn", ["src/luhn/_luhn.c"])])
