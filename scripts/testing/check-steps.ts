/** What is checked without running the product: style, types, generated files, workflows. */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { Host } from "../../src/host/host.ts";
import { goTool } from "../tools/go-tool.ts";
import { pythonTool } from "../tools/python-tool.ts";
import { commandStep, type Step } from "./step.ts";

export function checkSteps(host: Host): readonly Step[] {
  const cwd = host.folders.product;
  const node = (script: string, ...args: string[]) =>
    host.processes.run(host.platform.node, ["--disable-warning=ExperimentalWarning", script, ...args], { cwd });
  const python = async (tool: Parameters<typeof pythonTool>[1], ...args: string[]) => {
    const { command, env } = await pythonTool(host, tool);
    return host.processes.run(command, args, { cwd, env: { ...host.env, ...env } });
  };
  const workflows = [...yamlFiles(cwd, ".github/workflows"), ...yamlFiles(cwd, "e2e/workflows")];
  return [
    // The formatter's verdict and the linter's; warnings count, or they pile up.
    commandStep("lint (biome)", () =>
      node(join("node_modules", "@biomejs", "biome", "bin", "biome"), "check", "--error-on-warnings", "."),
    ),
    commandStep("types (tsc)", () => node(join("node_modules", "typescript", "bin", "tsc"), "--noEmit")),
    commandStep("generated files are what the sources make", () => node(join("scripts", "generate.ts"), "--check")),
    commandStep("dist/ is what the sources make", () => node(join("scripts", "build-dist.ts"), "--check")),
    commandStep("workflows (actionlint)", async () =>
      host.processes.run(await goTool(host, "actionlint"), ["-shellcheck=", "-pyflakes=", ...workflows], { cwd }),
    ),
    commandStep("action.yml (schema)", () =>
      python("check-jsonschema", "--builtin-schema", "vendor.github-actions", "action.yml"),
    ),
    commandStep("workflows (schema)", () =>
      python("check-jsonschema", "--builtin-schema", "vendor.github-workflows", ...workflows),
    ),
    commandStep("workflows are safe (zizmor)", () =>
      python(
        "zizmor",
        "--offline",
        "--no-progress",
        "--config",
        join(".github", "zizmor.yml"),
        ".github",
        "action.yml",
      ),
    ),
  ];
}

function yamlFiles(root: string, folder: string): readonly string[] {
  return readdirSync(join(root, folder))
    .filter((name) => name.endsWith(".yml"))
    .sort()
    .map((name) => `${folder}/${name}`);
}
