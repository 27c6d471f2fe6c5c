/** Which NumPy is tested on which Python, and what its tests require there. */

export interface Series {
  /** X.Y */
  readonly python: string;
  readonly numpy: string;
  /** NumPy's own requirements/test_requirements.txt, as far as this Python needs them and they are pure. */
  readonly requires: readonly string[];
}

/** 2.4 is the last series for Python 3.11. */
export const SERIES: readonly Series[] = [
  { python: "3.11", numpy: "numpy==2.4.6", requires: ["hypothesis", "setuptools==65.5.1"] },
  { python: "3.13", numpy: "numpy==2.5.5", requires: ["hypothesis", "setuptools"] },
];

/** Without a BLAS library; the settings are NumPy's own. */
export const SETTINGS = ["-Dblas=none", "-Dlapack=none", "-Dallow-noblas=true"].flatMap((setting) => [
  "-C",
  `setup-args=${setting}`,
]);

/** Modules of the standard library that its tests use. */
export const MODULES = ["zlib", "ctypes"];
