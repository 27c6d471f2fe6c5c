/** The results as JUnit XML, in the form that pytest writes ("xunit2") and that CI services read. */
import { isBad, type TestResult, type TestRun, totals } from "./results.ts";

export function junitXml(runs: readonly TestRun[]): string {
  const suites = runs.map(suite);
  return `<?xml version="1.0" encoding="utf-8"?>\n<testsuites name="pywasi tests">\n${suites.join("\n")}\n</testsuites>\n`;
}

function suite(run: TestRun): string {
  const counts = totals(run.results);
  const attributes = {
    name: run.command,
    errors: counts.error + counts.crashed + counts["timed-out"],
    failures: counts.failed,
    skipped: counts.skipped + counts.limited + counts.xfailed,
    tests: run.results.length,
    time: run.seconds.toFixed(3),
    hostname: run.runtime,
  };
  return `<testsuite${attributesText(attributes)}>\n${run.results.map(testCase).join("\n")}\n</testsuite>`;
}

function testCase(result: TestResult): string {
  const attributes = {
    ...namesOf(result.id),
    time: result.seconds.toFixed(3),
    ...(result.file === undefined ? {} : { file: result.file }),
    ...(result.line === undefined ? {} : { line: result.line }),
  };
  const parts = [verdict(result), properties(result)];
  if (isBad(result)) {
    const text = (result.output ?? []).map(([title, output]) => `${title}\n${output}`).join("\n");
    if (text !== "") parts.push(element("system-out", {}, text));
  }
  return element("testcase", attributes, undefined, parts.join(""));
}

function verdict({ outcome, message = "", text = "" }: TestResult): string {
  switch (outcome) {
    case "failed":
      return element("failure", { message }, text);
    case "error":
    case "crashed":
    case "timed-out":
      return element("error", { message, type: outcome }, text);
    case "skipped":
      return element("skipped", { type: "pytest.skip", message });
    case "limited":
      return element("skipped", { type: "pywasi.limit", message });
    case "xfailed":
      return element("skipped", { type: "pytest.xfail", message });
    default:
      return "";
  }
}

function properties({ properties = [] }: TestResult): string {
  if (properties.length === 0) return "";
  return element(
    "properties",
    {},
    undefined,
    properties.map(([name, value]) => element("property", { name, value })).join(""),
  );
}

/** As pytest: `a/test_b.py::TestC::test_d[1]` is `test_d[1]` of `a.test_b.TestC`. */
function namesOf(id: string): { readonly classname: string; readonly name: string } {
  const bracket = id.indexOf("[");
  const plain = bracket < 0 ? id : id.slice(0, bracket);
  const parts = plain.split("::");
  const name = `${parts.pop() ?? ""}${bracket < 0 ? "" : id.slice(bracket)}`;
  const [file = "", ...classes] = parts;
  return { classname: [file.replace(/\.py$/, "").replaceAll("/", "."), ...classes].join("."), name };
}

function element(
  name: string,
  attributes: Readonly<Record<string, string | number>>,
  text?: string,
  inner = "",
): string {
  const content = `${inner}${text === undefined || text === "" ? "" : escaped(text)}`;
  const open = `<${name}${attributesText(attributes)}`;
  return content === "" ? `${open} />` : `${open}>${content}</${name}>`;
}

function attributesText(attributes: Readonly<Record<string, string | number>>): string {
  return Object.entries(attributes)
    .map(([name, value]) => ` ${name}="${escaped(String(value)).replaceAll('"', "&quot;").replaceAll("\n", "&#10;")}"`)
    .join("");
}

/** XML 1.0 has no way to write most control characters, nor half a surrogate pair; pytest writes them as #x01. */
function escaped(text: string): string {
  return text
    .toWellFormed()
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, (character) => {
      return `#x${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(2, "0")}`;
    });
}
