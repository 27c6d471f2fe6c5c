/** What `pywasi help` prints. */
import { COMMANDS, type CommandName, flagsOf } from "./arguments.ts";
import { INPUT_SPECS } from "./table.ts";

const OPERANDS: Readonly<Record<CommandName, string>> = {
  lock: "[VERSION…]",
  setup: "",
  env: "[SHELL]",
  build: "PACKAGE…",
  link: "WHEEL…",
  test: "[--] COMMAND…",
  run: "[FILE | -c CODE | -m MODULE] [ARGUMENT…]",
  check: "WHEEL…",
  audit: "FILE…",
  doctor: "",
  index: "FOLDER…",
  mirror: "[PART…]",
};

const OWN_FLAGS: Readonly<Record<string, string>> = {
  json: "print the result as JSON",
  shell: "print lines that set the variables in a shell (the default): sh, bash, zsh, fish, powershell",
  dotenv: "print NAME=VALUE lines for a .env file",
  serve: "serve the mirror on loopback until interrupted",
  folder: "folder of the mirror; default: the user's cache folder",
  port: "port to serve on; default: a free one",
  durations: "show that many of the slowest tests",
  junitxml: "one more place for the JUnit report",
  dir: "one more folder that the guest may see, HOST or HOST::GUEST; may be repeated",
  env: "one more variable of the guest, NAME=VALUE; may be repeated",
};

/** @param topic a command, or undefined for the overview */
export function helpText(topic: string | undefined): string {
  if (topic === undefined || !Object.hasOwn(COMMANDS, topic)) {
    const width = Math.max(...Object.keys(COMMANDS).map((name) => name.length));
    return [
      "pywasi: from a Python version and a source package to a tested python.wasm",
      "",
      "usage: pywasi COMMAND [FLAG…] [OPERAND…]",
      "",
      ...Object.entries(COMMANDS).map(([name, text]) => `  ${name.padEnd(width)}  ${text}`),
      "",
      "pywasi help COMMAND lists the flags of a command. Each flag is also read from PYWASI_<NAME> in the environment.",
    ].join("\n");
  }
  const command = topic as CommandName;
  return [
    `usage: pywasi ${command} ${OPERANDS[command]}`.trimEnd(),
    "",
    COMMANDS[command],
    "",
    ...flagsOf(command).flatMap((flag) => {
      const spec = INPUT_SPECS[flag];
      const preset = spec?.default ? ` (default: ${spec.default})` : "";
      return [`  --${flag}`, `      ${spec?.description ?? OWN_FLAGS[flag] ?? ""}${preset}`];
    }),
  ].join("\n");
}
