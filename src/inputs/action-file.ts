/** `action.yml`, `action-types.yml` and the reference pages, as text, out of the table of inputs. */
import { COMMANDS, type CommandName, flagsOf } from "./arguments.ts";
import { OUTPUTS } from "./outputs.ts";
import { INPUT_SPECS } from "./table.ts";

/** The token of an Enterprise server is nothing to github.com, where it would only be refused. */
const TOKEN = "$" + "{{ github.server_url == 'https://github.com' && github.token || '' }}";

const GENERATED = "Generated from src/inputs by `npm run generate`; change it there.";

/** The action's metadata file. */
export function actionFile(): string {
  const inputs = actionInputs().flatMap(([name, spec]) => [
    `  ${name}:`,
    `    description: ${JSON.stringify(spec.description)}`,
    `    default: ${name === "github-token" ? TOKEN : JSON.stringify(spec.default)}`,
  ]);
  const outputs = Object.entries(OUTPUTS).flatMap(([name, text]) => [
    `  ${name}:`,
    `    description: ${JSON.stringify(text)}`,
  ]);
  return [
    `# ${GENERATED}`,
    "name: Set up Python for WASI",
    "description: Build Python packages with compiled extensions for WASI, link them into a python.wasm and run it",
    "author: the setup-python-wasi authors",
    "branding: { icon: package, color: blue }",
    "inputs:",
    ...inputs,
    "outputs:",
    ...outputs,
    "runs:",
    "  using: node24",
    "  main: dist/main.mjs",
    "  post: dist/post.mjs",
    "  post-if: always()",
    "",
  ].join("\n");
}

/** Types of the inputs for https://github.com/typesafegithub/github-actions-typing. */
export function actionTypesFile(): string {
  const typed = actionInputs().flatMap(([name, spec]) => {
    if (spec.kind === "boolean") return [`  ${name}:`, "    type: boolean"];
    if (spec.kind === "choice")
      return [
        `  ${name}:`,
        "    type: enum",
        "    allowed-values:",
        ...(spec.choices ?? []).map((c) => `      - ${JSON.stringify(c)}`),
      ];
    if (spec.kind === "lines")
      return [`  ${name}:`, "    type: list", '    separator: "\\n"', "    list-item:", "      type: string"];
    return [`  ${name}:`, "    type: string"];
  });
  const outputs = Object.keys(OUTPUTS).flatMap((name) => [`  ${name}:`, "    type: string"]);
  return [`# ${GENERATED}`, "inputs:", ...typed, "outputs:", ...outputs, ""].join("\n");
}

/** docs/reference/inputs.md */
export function inputsPage(): string {
  const rows = Object.entries(INPUT_SPECS).map(([name, spec]) => {
    const uses = [
      spec.uses.includes("action") ? "action" : "",
      ...spec.uses.filter((use) => use !== "action").map((use) => `\`${use}\``),
    ].filter(Boolean);
    const choices = spec.choices ? ` One of ${spec.choices.map((c) => `\`${c}\``).join(", ")}.` : "";
    return `| \`${name}\` | ${spec.kind} | ${spec.default ? `\`${spec.default}\`` : ""} | ${spec.description}${choices} | ${uses.join(", ")} |`;
  });
  return [
    `<!-- ${GENERATED} -->`,
    "# Inputs",
    "",
    "The same names serve the action (`with:`), the tool (`--name value`) and the environment of the tool (`PYWASI_NAME`).",
    "",
    "| input | kind | default | what it does | used by |",
    "| --- | --- | --- | --- | --- |",
    ...rows,
    "",
  ].join("\n");
}

/** docs/reference/outputs.md */
export function outputsPage(): string {
  return [
    `<!-- ${GENERATED} -->`,
    "# Outputs of the action",
    "",
    "| output | what it is |",
    "| --- | --- |",
    ...Object.entries(OUTPUTS).map(([name, text]) => `| \`${name}\` | ${text} |`),
    "",
  ].join("\n");
}

/** docs/reference/commands.md */
export function commandsPage(): string {
  const sections = Object.entries(COMMANDS).flatMap(([name, text]) => [
    `## pywasi ${name}`,
    "",
    text,
    "",
    `Flags: ${flagsOf(name as CommandName)
      .map((flag) => `\`--${flag}\``)
      .join(", ")}.`,
    "",
  ]);
  return [`<!-- ${GENERATED} -->`, "# Commands of pywasi", "", ...sections].join("\n");
}

function actionInputs() {
  return Object.entries(INPUT_SPECS).filter(([, spec]) => spec.uses.includes("action"));
}
