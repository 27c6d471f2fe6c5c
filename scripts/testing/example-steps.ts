/**
 * The example projects: all built, linked into one interpreter, and their tests run there. One for each build back end;
 * docs/how-to/back-ends.md shows them.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Host } from "../../src/host/host.ts";
import { demoSource } from "../demo/demo-source.ts";
import type { Step } from "./step.ts";
import { closingLine, FAILED, sum, type Tally, unittestTally } from "./tally.ts";

/** Folders of the examples whose names contain `filter`. */
export function exampleNames(root: string, filter: string): readonly string[] {
  const folder = join(root, "examples");
  return readdirSync(folder)
    .filter((name) => existsSync(join(folder, name, "pyproject.toml")) && name.includes(filter))
    .sort();
}

export function exampleStep(host: Host, filter: string): Step {
  const names = exampleNames(host.folders.product, filter);
  return {
    name: `${names.length} examples in one python.wasm`,
    run: async () => {
      if (names.length === 0) return FAILED;
      const outDir = await host.files.temporaryFolder("examples-");
      try {
        const built = await pywasi(host, (await demoSource(host)).env, [
          "build",
          ...names.map((name) => `./examples/${name}`),
          ...requirements(host.folders.product, names),
          "--out-dir",
          outDir,
        ]);
        if (built.code !== 0) {
          process.stdout.write(built.stderr);
          return FAILED;
        }
        const tallies: Tally[] = [];
        for (const name of names) tallies.push(await testExample(host, outDir, name));
        return sum(tallies);
      } finally {
        await host.files.remove(outDir);
      }
    },
  };
}

/** What the examples need in the guest: their own run-time requirements, from their sources. */
function requirements(root: string, names: readonly string[]): readonly string[] {
  const found = names.flatMap((name) => {
    const project = readFileSync(join(root, "examples", name, "pyproject.toml"), "utf8");
    const list = /^dependencies = \[(.*)\]$/m.exec(project)?.[1] ?? "";
    return [...list.matchAll(/"([^"]+)"/g)].map((match) => match[1] ?? "");
  });
  return [...new Set(found)];
}

async function testExample(host: Host, outDir: string, name: string): Promise<Tally> {
  const tests = join(host.folders.product, "examples", name, "tests");
  const discover = ["-m", "unittest", "discover", "-s", "/tests"];
  const result = await pywasi(host, {}, ["run", "--out-dir", outDir, "--dir", `${tests}::/tests`, ...discover]);
  const counted = unittestTally(result.stderr);
  const tally = result.code !== 0 && counted.failed === 0 ? FAILED : counted;
  console.log(`  examples/${name}: ${closingLine(tally)}`);
  if (tally.failed > 0) process.stdout.write(`${result.stdout}${result.stderr}`);
  return tally;
}

function pywasi(host: Host, env: Readonly<Record<string, string>>, args: readonly string[]) {
  const cli = join(host.folders.product, "dist", "cli.mjs");
  return host.processes.run(host.platform.node, [cli, ...args], {
    cwd: host.folders.product,
    env: { ...host.env, ...env },
  });
}
