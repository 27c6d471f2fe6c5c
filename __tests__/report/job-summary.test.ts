import { describe, expect, test } from "@jest/globals";
import { describeError, UserError } from "../../src/report/errors.ts";
import { formatBytes, formatDuration, type JobReport } from "../../src/report/job-report.ts";
import { failureSummary, jobSummary } from "../../src/report/job-summary.ts";

const report: JobReport = {
  python: {
    version: "3.13.9",
    why: "python on PATH",
    origin: "release python-3.13.9-wasi_sdk-24.zip",
    installed: true,
  },
  sdk: { number: 24, why: "PEP 11 locks 3.13 to 24", origin: "wasi-sdk-24.0-x86_64-linux.tar.gz", installed: false },
  sizes: { python: 41_000_000, sdk: undefined },
  times: { setup: 8123, build: 125_400 },
  wheels: [
    {
      file: "m-1-cp313-cp313-wasi_0_0_0_wasm32.whl",
      size: 24_500,
      sha256: "ab12",
      modules: ["m._a"],
      milliseconds: 2400,
      dropped: { "-I/usr/include": 79 },
    },
  ],
  link: {
    moduleNames: ["m._a"],
    size: 12_345_678,
    plainSize: undefined,
    milliseconds: 650,
    exceptions: false,
    signatures: [],
    warnings: ["a | b"],
  },
  options: { build: "m\nn" },
};

describe("the job summary", () => {
  const text = jobSummary(report);

  test("says what was used, why, and whether it was found", () => {
    expect(text).toContain(
      "| CPython | 3.13.9 | python on PATH | release python-3.13.9-wasi_sdk-24.zip | 41.0 MB | installed now |",
    );
    expect(text).toContain(
      "| WASI SDK | 24 | PEP 11 locks 3.13 to 24 | wasi-sdk-24.0-x86_64-linux.tar.gz |  | found |",
    );
  });

  test("lists wheels with size, time and hash, and the interpreter's size", () => {
    expect(text).toContain("| `m-1-cp313-cp313-wasi_0_0_0_wasm32.whl` | 1 | 24.5 kB | 2.4 s | `ab12` |");
    expect(text).toContain("with 1 extension module: 12.3 MB, linked in 650 ms");
  });

  test("shows what was kept from the compiler, and the inputs that were set", () => {
    expect(text).toContain("`-I/usr/include` | 79 |");
    expect(text).toContain("| `build` | `m n` |");
  });

  test("keeps a bar in a text from breaking a table", () => expect(text).toContain("> a \\| b"));
});

describe("an error", () => {
  const error = new UserError("WASI-LOCK-BARRED", "SDK 26 hangs.", "Use 24.", ["line 1"]);

  test("is shown with its code, details, remedy and page", () => {
    expect(describeError(error)).toBe(
      "WASI-LOCK-BARRED: SDK 26 hangs.\n    line 1\nWhat to do: Use 24.\nMore: https://github.com/org/setup-python-wasi/blob/v1/docs/errors/WASI-LOCK-BARRED.md",
    );
  });

  test("has the exit code of its family", () => expect(error.exitCode).toBe(3));

  test("fills the summary of the job that failed", () => {
    expect(failureSummary(error)).toContain("## Python for WASI: WASI-LOCK-BARRED");
    expect(failureSummary(error)).toContain("```\nline 1\n```");
  });
});

test.each([
  [999, "999 B"],
  [24_500, "24.5 kB"],
  [15_000_000, "15.0 MB"],
])("%i bytes read as %s", (bytes, text) => expect(formatBytes(bytes)).toBe(text));

test.each([
  [12, "12 ms"],
  [12_340, "12.3 s"],
  [125_000, "2 min 05 s"],
])("%i milliseconds read as %s", (milliseconds, text) => expect(formatDuration(milliseconds)).toBe(text));
