import unittest

import requirements

requirements.provide()

from packaging.requirements import Requirement
from packaging.version import Version

from pywasi_build.choice import Candidate, choose
from pywasi_build.failure import Failure

PYTHON = Version("3.11.8")


def sdist(version, requires_python=None, yanked=False):
    return Candidate(f"pkg-{version}.tar.gz", Version(version), requires_python, yanked)


def wheel(version, requires_python=None):
    return Candidate(f"pkg-{version}-cp311-cp311-manylinux_2_17_x86_64.whl", Version(version), requires_python)


def chosen(requirement, *candidates):
    return choose(Requirement(requirement), candidates, PYTHON).candidate.filename


class Choosing(unittest.TestCase):
    def refused(self, requirement, *candidates):
        with self.assertRaises(Failure) as caught:
            choose(Requirement(requirement), candidates, PYTHON)
        return caught.exception

    def test_the_newest_version_is_taken(self):
        self.assertEqual(chosen("pkg", sdist("1.9"), sdist("1.10"), sdist("1.2")), "pkg-1.10.tar.gz")

    def test_the_requirement_limits_it(self):
        self.assertEqual(chosen("pkg<2", sdist("1.0"), sdist("2.0")), "pkg-1.0.tar.gz")

    def test_the_targets_python_limits_it_and_the_newer_one_is_told(self):
        choice = choose(Requirement("pkg"), [sdist("2.4", ">=3.11"), sdist("2.5", ">=3.12")], PYTHON)
        self.assertEqual(choice.candidate.version, Version("2.4"))
        self.assertEqual((str(choice.newer.version), choice.newer.requires_python), ("2.5", ">=3.12"))

    def test_a_version_without_sdist_is_passed_over(self):
        self.assertEqual(chosen("pkg", sdist("1.0"), wheel("1.0"), wheel("1.1")), "pkg-1.0.tar.gz")

    def test_a_prerelease_is_taken_only_when_asked_for_or_alone(self):
        self.assertEqual(chosen("pkg", sdist("1.0"), sdist("2.0b1")), "pkg-1.0.tar.gz")
        self.assertEqual(chosen("pkg>=2.0b1", sdist("1.0"), sdist("2.0b1")), "pkg-2.0b1.tar.gz")
        self.assertEqual(chosen("pkg", sdist("2.0b1")), "pkg-2.0b1.tar.gz")

    def test_a_yanked_version_is_taken_only_by_its_exact_number(self):
        candidates = [sdist("1.0"), sdist("1.1", yanked=True)]
        self.assertEqual(chosen("pkg", *candidates), "pkg-1.0.tar.gz")
        self.assertEqual(chosen("pkg==1.1", *candidates), "pkg-1.1.tar.gz")
        self.assertEqual(chosen("pkg==1.*", *candidates), "pkg-1.0.tar.gz")

    def test_an_unreadable_requires_python_is_no_obstacle(self):
        self.assertEqual(chosen("pkg", sdist("1.0", "three")), "pkg-1.0.tar.gz")

    def test_no_fitting_version_names_the_newest_ones(self):
        failure = self.refused("pkg==9", sdist("1.0"), sdist("2.0"))
        self.assertEqual((failure.kind, failure.facts["versions"]), ("no-version", ["2.0", "1.0"]))

    def test_no_version_for_this_python_names_those_that_are(self):
        failure = self.refused("pkg>=2", sdist("1.0"), sdist("2.0", ">=3.12"))
        self.assertEqual(failure.kind, "no-python")
        self.assertEqual(failure.facts, {"newest": "2.0", "requiresPython": ">=3.12", "versions": ["1.0"]})

    def test_wheels_only_names_some(self):
        failure = self.refused("pkg", wheel("1.0"))
        self.assertEqual(failure.kind, "no-sdist")
        self.assertEqual(failure.facts["wheels"], ["pkg-1.0-cp311-cp311-manylinux_2_17_x86_64.whl"])


if __name__ == "__main__":
    unittest.main()
