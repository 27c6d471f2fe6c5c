/** Whether a wheel is what it says: tags, RECORD, its extensions, nothing of another machine. Of its bytes alone. */
import { basename } from "node:path";
import { FORMAT_TEXTS, fileFormat } from "../link/file-format.ts";
import sdks from "../sdk/releases.json" with { type: "json" };
import { checkExtension, type ExtensionReport } from "./check-extension.ts";
import { recordProblems } from "./record.ts";
import { expandTag, headerValues, parseFacts, type WheelFacts } from "./wheel-facts.ts";

export interface WheelContents {
  /** Of the file; its last part is the wheel's name. */
  readonly path: string;
  readonly name: string;
  readonly version: string;
  /** Compressed tag set of the file name. */
  readonly tag: string;
  /** Content by path, with `/`. */
  readonly contents: ReadonlyMap<string, Uint8Array>;
  /** Modules, by path. */
  readonly extensions: readonly { readonly path: string; readonly module: string }[];
}

export interface WheelCheck {
  readonly file: string;
  readonly name: string;
  readonly version: string;
  readonly tag: string;
  readonly facts: WheelFacts | undefined;
  readonly extensions: readonly ExtensionReport[];
  /** A sentence each; a wheel without any is what it says. */
  readonly problems: readonly string[];
}

/** Formats of machines; magic numbers of other things are none of a wheel's business. */
const MACHINES: ReadonlySet<string> = new Set(["elf", "mach-o", "pe"]);

export function checkWheelContents(wheel: WheelContents): WheelCheck {
  const extensions = wheel.extensions.map(({ path, module }) =>
    checkExtension(module, path, wheel.contents.get(path) ?? new Uint8Array()),
  );
  const facts = parseFacts(metadataText(wheel, "pywasi.json") ?? "");
  return {
    file: basename(wheel.path),
    name: wheel.name,
    version: wheel.version,
    tag: wheel.tag,
    facts,
    extensions,
    problems: [
      ...tagProblems(wheel),
      ...foreignFiles(wheel),
      ...extensions.flatMap(({ problems }) => problems),
      ...sdkProblems(facts, extensions),
      ...recordProblems(metadataText(wheel, "RECORD") ?? "", wheel.contents),
    ],
  };
}

function tagProblems(wheel: WheelContents): readonly string[] {
  const text = metadataText(wheel, "WHEEL");
  if (text === undefined) return ["The wheel has no WHEEL file in its dist-info folder."];
  const [named, inside] = [expandTag(wheel.tag), headerValues(text, "Tag")].map((tags) => [...tags].sort().join(" "));
  const problems = [];
  if (named !== inside) problems.push(`Its name has the tags ${named}, its WHEEL file ${inside}.`);
  if (wheel.extensions.length > 0 && /-any$/.test(wheel.tag)) {
    problems.push(`Its tag ${wheel.tag} says that it runs everywhere, but it holds extension modules.`);
  }
  return problems;
}

/** Executables and libraries of a machine, whatever they are called; extension modules have a check of their own. */
function foreignFiles(wheel: WheelContents): readonly string[] {
  const modules = new Set(wheel.extensions.map(({ path }) => path));
  return [...wheel.contents].flatMap(([path, bytes]) => {
    const format = fileFormat(bytes, undefined);
    if (modules.has(path) || !MACHINES.has(format) || !looksExecutable(path)) return [];
    const [what] = FORMAT_TEXTS[format as "elf" | "mach-o" | "pe"];
    return [`${path} is ${what}: it cannot run in the guest.`];
  });
}

/** Test data may hold such files on purpose (`tests/hello.exe`); libraries and programs lie elsewhere. */
function looksExecutable(path: string): boolean {
  return !/(?:^|\/)(?:tests?|testing|testdata|data)\//i.test(path.replace(/^[^/]+\.data\//, ""));
}

function sdkProblems(facts: WheelFacts | undefined, extensions: readonly ExtensionReport[]): readonly string[] {
  const numbers = [...new Set(extensions.flatMap(({ sdk }) => sdk ?? []))].sort((a, b) => a - b);
  const problems = [];
  if (numbers.length > 1) problems.push(`Its extensions come from several SDKs: ${numbers.join(", ")}.`);
  if (facts && numbers.length > 0 && !numbers.includes(facts.sdk)) {
    problems.push(`Its metadata says SDK ${facts.sdk}, its extensions ${numbers.join(", ")}.`);
  }
  const unknown = numbers.filter((number) => !(number in sdks.releases));
  if (unknown.length > 0) problems.push(`There is no WASI SDK ${unknown.join(", ")}.`);
  return problems;
}

function metadataText(wheel: WheelContents, name: string): string | undefined {
  const path = [...wheel.contents.keys()].find(
    (file) => /^[^/]+\.dist-info\/[^/]+$/.test(file) && file.endsWith(`/${name}`),
  );
  const bytes = path === undefined ? undefined : wheel.contents.get(path);
  return bytes && new TextDecoder().decode(bytes);
}
