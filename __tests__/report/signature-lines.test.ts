import { describe, expect, test } from "@jest/globals";
import { jobSummary } from "../../src/report/job-summary.ts";
import { signatureLines, signatureRemark } from "../../src/report/signature-lines.ts";
import { describeFinding, type SignatureFinding } from "../../src/signature/finding.ts";

const finding: SignatureFinding = {
  function: "digest",
  file: "src/hash.c",
  line: 12,
  table: "hash_methods",
  slot: "METH_NOARGS",
  name: "digest",
  expected: "(i32, i32) -> i32",
  found: "(i32) -> i32",
  repaired: true,
  alsoTaken: 0,
};
const modules = (...findings: SignatureFinding[]) => [
  { module: "hash._c", report: { audit: 1, python: "3.13", checked: 9, findings } },
];

describe("a function of the wrong type", () => {
  test("is described by name, place, types and use", () => {
    expect(describeFinding(finding)).toBe(
      'digest (src/hash.c:12) is (i32) -> i32, but "digest", METH_NOARGS in hash_methods, calls (i32, i32) -> i32',
    );
  });

  test("is described without a place where there is no debug information, and without a name where the slot says all", () => {
    const { file: _, line: __, ...plain } = finding;
    expect(describeFinding({ ...plain, slot: "tp_repr", name: "", table: "T" })).toBe(
      "digest is (i32) -> i32, but tp_repr in T calls (i32, i32) -> i32",
    );
  });

  test("is said not to be repaired, and to have two addresses, where that is so", () => {
    const text = describeFinding({ ...finding, repaired: false, alsoTaken: 2 });
    expect(text).toContain("; not repaired; its address is taken in 2 other places");
  });

  test("has a line in the log with its module", () => {
    expect(signatureLines(modules(finding))).toEqual([`hash._c: ${describeFinding(finding)}`]);
  });
});

describe("the remark about functions of the wrong type", () => {
  test("is one for all of them, and a notice where all are repaired", () => {
    expect(signatureRemark(modules(finding, finding))).toEqual({
      level: "notice",
      text: "2 functions of hash._c have another type than Python calls, which traps on WebAssembly; all are repaired. The log names each.",
    });
  });

  test("names those that are left, and those whose address is taken elsewhere", () => {
    const left = { ...finding, function: "left", repaired: false };
    const taken = { ...finding, function: "taken", alsoTaken: 1 };
    const { level, text } = signatureRemark(modules(finding, left, taken)) ?? {};
    expect(level).toBe("warning");
    expect(text).toContain("2 are repaired");
    expect(text).toContain("Not repaired: left.");
    expect(text).toContain("The address of taken is taken elsewhere too");
  });

  test("tells what is only likely apart", () => {
    const likely = { ...finding, function: "maybe", repaired: false, suspected: true };
    const text = "Likely of another type than Python calls, and left as it is: maybe.";
    expect(signatureRemark(modules(likely))).toEqual({ level: "warning", text });
    expect(signatureRemark(modules(finding, likely))?.text).toMatch(/^1 function of .*all are repaired.*Likely/);
  });

  test("is not there where nothing was found", () => {
    expect(signatureRemark(modules())).toBeUndefined();
    expect(signatureRemark([])).toBeUndefined();
  });
});

test("the job summary lists functions of the wrong type with their place and types", () => {
  const python = { version: "3.13.9", why: "w", origin: "o", installed: true };
  const sdk = { number: 24, why: "w", origin: "o", installed: true };
  const link = {
    moduleNames: ["hash._c"],
    size: 1,
    plainSize: undefined,
    milliseconds: 1,
    exceptions: false,
    warnings: [],
    signatures: modules(finding),
  };
  const text = jobSummary({ python, sdk, times: {}, wheels: [], link, options: {} });
  expect(text).toContain("1 function has another type than Python calls");
  expect(text).toContain(
    '| hash._c | `digest` (src/hash.c:12) | METH_NOARGS "digest" in `hash_methods` | (i32, i32) -> i32 | (i32) -> i32 | repaired |',
  );
});
