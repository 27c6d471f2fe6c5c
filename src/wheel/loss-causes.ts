/**
 * Why a build ended well without an extension. The known causes were found on packages that many people use: optional
 * extensions, a second try as a pure wheel, a switch that is off by default, a choice by the platform's name.
 */

export interface LossEvidence {
  /** Output of the build. */
  readonly log: string;
  /** Texts of setup.py and of a back end of the project's own, where there are such. */
  readonly setupPy: string | undefined;
  readonly pyproject: string | undefined;
}

export interface LossCause {
  readonly kind: "optional" | "second-try" | "switch" | "platform" | "unknown";
  /** What happened and what to do. */
  readonly remedy: string;
}

/** What setup.py scripts print when they go on without their extension. */
const FALLBACK =
  /fall(?:ing|s)?[ -]?back to (?:a )?(?:the )?pure|pure[- ]python (?:build|version|wheel|implementation|fallback)|without (?:the )?(?:C |compiled |speedups?|extension)|(?:extension|speedups?) (?:module )?(?:could not|cannot|was not|were not) |plain-python build/i;

/** scikit-build-core's `[[tool.scikit-build.overrides]] if.failed = true` builds again with other settings. */
const OVERRIDE = /\bif\.failed\s*=\s*true|\bfailed\s*=\s*true/;

const PLATFORM =
  /sys\.platform|platform\.(?:system|machine|python_implementation)\(|os\.name\b|sysconfig\.get_platform\(/;

export function lossCause(evidence: LossEvidence): LossCause {
  const failed = /error:|CMake Error|ERROR:/.test(evidence.log);
  if (OVERRIDE.test(evidence.pyproject ?? "") && failed) {
    return {
      kind: "second-try",
      remedy:
        "Building the extension failed, the lines above say why, and the back end tried again without it, as pyproject.toml says (if.failed).",
    };
  }
  if (FALLBACK.test(evidence.log)) {
    return {
      kind: "second-try",
      remedy: `The extension is optional in this package: building it failed, and it went on without ("${lineWith(FALLBACK, evidence.log)}").`,
    };
  }
  if (failed) {
    return {
      kind: "optional",
      remedy: "The extension is optional in this package, and building it failed; the lines above say why.",
    };
  }
  const switches = environmentVariables(evidence.setupPy ?? "");
  if (switches.length > 0) {
    return {
      kind: "switch",
      remedy: `The package's setup.py reads ${switches.join(", ")}: its extension may have to be switched on with one of them (environment: NAME=1).`,
    };
  }
  if (PLATFORM.test(evidence.setupPy ?? "")) {
    return {
      kind: "platform",
      remedy:
        "The package's setup.py asks for the platform and seems to know no extension for WASI. Look for a setting that overrules it.",
    };
  }
  return {
    kind: "unknown",
    remedy: "Look in the package's documentation for how its extension is switched on (config-settings, environment).",
  };
}

/** Variables that setup.py asks for, without those of compilers. */
function environmentVariables(setupPy: string): readonly string[] {
  const found = [...setupPy.matchAll(/(?:environ(?:\.get\(|\[)|getenv\()\s*["']([A-Z][A-Z0-9_]+)["']/g)];
  const names = new Set(found.map((match) => match[1] ?? ""));
  return [...names].filter((name) => !/^(?:CC|CXX|CFLAGS|CXXFLAGS|LDFLAGS|PATH|HOME)$/.test(name));
}

function lineWith(pattern: RegExp, text: string): string {
  return (text.split("\n").find((line) => pattern.test(line)) ?? "").trim().slice(0, 200);
}
