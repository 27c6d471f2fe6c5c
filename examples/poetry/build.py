"""Builds the extension beside its source, from where Poetry takes it into the wheel."""

from setuptools import Distribution, Extension

distribution = Distribution(
    {
        "name": "roman",
        "package_dir": {"": "src"},
        "ext_modules": [Extension("roman._roman", ["src/roman/_roman.c"])],
    }
)
command = distribution.get_command_obj("build_ext")
command.inplace = True
command.ensure_finalized()
command.run()
