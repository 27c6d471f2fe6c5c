/** The command line of `pywasi`: a command, flags of the table, and what is left for the command. */
import { UserError } from "../report/errors.ts";
import type { Use } from "./input-spec.ts";
import { type Inputs, readInputs } from "./inputs.ts";
import { INPUT_SPECS, type InputName } from "./table.ts";

export const COMMANDS = {
  lock: "Show which WASI SDK each Python is locked to, and why.",
  setup: "Install the SDK and CPython for WASI, and write the cross environment.",
  env: "Print the cross environment: --shell (default; --shell fish, --shell powershell), --json or --dotenv.",
  build: "Build packages for WASI and link them into a python.wasm.",
  link: "Link wheels that were built before into a python.wasm.",
  test: "Run tests in the linked python.wasm: pytest …, python -m unittest …, python -c CODE, python FILE.",
  run: "Run Python code in the linked python.wasm: FILE, -c CODE or -m MODULE.",
  check: "Check wheels: tags, hashes, extension modules, what they were made with.",
  audit: "Tell who made an object, library, module or wheel, what it needs, and which functions would trap.",
  doctor: "Look at this machine and the project in this folder, and say what to fix.",
  index: "Make a static package index of wheels, for pip and for people.",
  mirror: "Assemble and serve a local mirror out of package registries.",
} as const;

export type CommandName = keyof typeof COMMANDS;

export interface CommandLine {
  readonly command: CommandName | "help" | "version";
  readonly inputs: Inputs;
  /** What stands after the flags: packages, wheels, versions, parts of the mirror. For `run` all that is Python's. */
  readonly operands: readonly string[];
  /** Flags without a value that belong to one command. */
  readonly switches: ReadonlySet<string>;
  /** Values of the flags that belong to one command and may be repeated: `--dir`, `--env`. */
  readonly extras: Readonly<Record<string, readonly string[]>>;
}

const SWITCHES: Readonly<Record<string, readonly string[]>> = {
  lock: ["json"],
  setup: ["json"],
  env: ["shell", "json", "dotenv"],
  build: ["json"],
  link: ["json"],
  check: ["json"],
  audit: ["json"],
  test: ["json"],
  doctor: ["json"],
  mirror: ["serve", "json"],
};

const EXTRAS: Readonly<Record<string, readonly string[]>> = {
  test: ["durations", "junitxml"],
  run: ["dir", "env", "stack-mb"],
  mirror: ["folder", "port"],
};

/**
 * Reads `process.argv.slice(2)`. A flag is `--name value` or `--name=value`; a boolean may stand alone.
 * Inputs that are not given come from `PYWASI_<NAME>` in the environment, then from the table's default.
 * @throws {UserError} WASI-INPUT-UNKNOWN for a command or flag that does not exist
 */
export function parseArguments(
  argv: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): CommandLine {
  const [first = "help", ...rest] = argv;
  if (["help", "--help", "-h"].includes(first)) return { ...empty(env), command: "help", operands: rest };
  if (["version", "--version", "-V"].includes(first)) return { ...empty(env), command: "version" };
  if (!Object.hasOwn(COMMANDS, first)) {
    throw new UserError(
      "WASI-INPUT-UNKNOWN",
      `pywasi has no command "${first}".`,
      `Use one of ${Object.keys(COMMANDS).join(", ")}; pywasi help tells what they do.`,
    );
  }
  const command = first as CommandName;
  const given = new Map<string, string>();
  const extras: Record<string, string[]> = {};
  const switches = new Set<string>();
  const operands: string[] = [];
  for (let i = 0; i < rest.length; i++) {
    const argument = rest[i] ?? "";
    // All that follows the first word that is not ours belongs to Python, as in `python -u script.py --flag`.
    if (argument === "--" || (["run", "test"].includes(command) && !argument.startsWith("--"))) {
      operands.push(...rest.slice(argument === "--" ? i + 1 : i));
      break;
    }
    if (["--help", "-h"].includes(argument)) return { ...empty(env), command: "help", operands: [command] };
    if (argument === "-C") {
      append(given, "config-settings", rest[++i] ?? "");
      continue;
    }
    if (argument === "-v") {
      given.set("build-verbosity", "1");
      continue;
    }
    if (!argument.startsWith("--")) {
      operands.push(argument);
      continue;
    }
    const [name = "", inline] = splitFlag(argument);
    if (SWITCHES[command]?.includes(name)) {
      switches.add(name);
      if (inline !== undefined) operands.push(inline);
      continue;
    }
    // `--no-cache`, as other tools spell the opposite of a boolean.
    if (name.startsWith("no-") && INPUT_SPECS[name.slice(3)]?.kind === "boolean" && inline === undefined) {
      if (!INPUT_SPECS[name.slice(3)]?.uses.includes(command as Use)) throw unknownFlag(command, name);
      given.set(name.slice(3), "false");
      continue;
    }
    const isExtra = EXTRAS[command]?.includes(name) ?? false;
    const spec = INPUT_SPECS[name];
    if (!isExtra && !spec?.uses.includes(command as Use)) throw unknownFlag(command, name);
    const next = rest[i + 1];
    const standsAlone = spec?.kind === "boolean" && !/^(true|false)$/i.test(next ?? "");
    const value = inline ?? (standsAlone ? "true" : rest[++i]);
    if (value === undefined) {
      throw new UserError("WASI-INPUT-VALUE", `--${name} needs a value.`, `Write --${name} VALUE.`);
    }
    if (isExtra) extras[name] = [...(extras[name] ?? []), value];
    else if (spec?.kind === "lines") append(given, name, value);
    else given.set(name, value);
  }
  refuseOperands(command, operands);
  return { command, inputs: readInputs(withEnvironment(given, env)), operands, switches, extras };
}

/** What would be passed over in silence: `pywasi setup numpy` builds nothing. */
function refuseOperands(command: CommandName, operands: readonly string[]): void {
  const most = { setup: 0, doctor: 0, env: 1 }[command as string];
  const surplus = most === undefined ? undefined : operands[most];
  if (surplus === undefined) return;
  throw new UserError(
    "WASI-INPUT-UNKNOWN",
    `pywasi ${command} takes no "${surplus}".`,
    `Leave it out; pywasi build builds packages, and pywasi help ${command} lists the flags.`,
  );
}

function empty(env: Readonly<Record<string, string | undefined>>): CommandLine {
  return {
    command: "help",
    inputs: readInputs(withEnvironment(new Map(), env)),
    operands: [],
    switches: new Set(),
    extras: {},
  };
}

function withEnvironment(given: ReadonlyMap<string, string>, env: Readonly<Record<string, string | undefined>>) {
  return (name: InputName) => given.get(name) ?? env[`PYWASI_${name.toUpperCase().replaceAll("-", "_")}`];
}

function append(given: Map<string, string>, name: string, value: string): void {
  given.set(name, [given.get(name), value].filter((part) => part !== undefined).join("\n"));
}

function splitFlag(argument: string): [string, string?] {
  const at = argument.indexOf("=");
  return at < 0 ? [argument.slice(2)] : [argument.slice(2, at), argument.slice(at + 1)];
}

/** The flags of a command, sorted, without their dashes. */
export function flagsOf(command: CommandName): readonly string[] {
  const inputs = Object.entries(INPUT_SPECS)
    .filter(([, spec]) => spec.uses.includes(command as Use))
    .map(([name]) => name);
  return [...inputs, ...(SWITCHES[command] ?? []), ...(EXTRAS[command] ?? [])].sort();
}

function unknownFlag(command: CommandName, name: string): UserError {
  return new UserError(
    "WASI-INPUT-UNKNOWN",
    `pywasi ${command} has no flag --${name}.`,
    `It has ${flagsOf(command)
      .map((flag) => `--${flag}`)
      .join(", ")}.`,
  );
}
