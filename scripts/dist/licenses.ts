/** The licences of the packages that a bundle contains, as those licences ask for. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Metafile } from "esbuild";

/** One section for each package, sorted by name. @throws {Error} where a package that is bundled has no licence */
export function thirdPartyLicenses(root: string, metafile: Metafile): string {
  const folders = new Set<string>();
  for (const output of Object.values(metafile.outputs)) {
    for (const [input, { bytesInOutput }] of Object.entries(output.inputs)) {
      const folder = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0];
      if (folder !== undefined && bytesInOutput > 0) folders.add(folder);
    }
  }
  const sections = [...folders].map((folder) => section(join(root, folder))).sort();
  return `What the bundles beside this file contain of others.\n\n${[...new Set(sections)].join("\n")}`;
}

function section(folder: string): string {
  const description = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const title = `${description.name} ${description.version} (${description.license})`;
  const file = readdirSync(folder)
    .sort()
    .find((name) => /^(licen[cs]e|copying)/i.test(name));
  if (file === undefined && description.license === undefined) throw new Error(`${folder} has no licence`);
  const text = file === undefined ? "The package has no licence file.\n" : readFileSync(join(folder, file), "utf8");
  const notice = existsSync(join(folder, "NOTICE")) ? `\n${readFileSync(join(folder, "NOTICE"), "utf8")}` : "";
  const body = `${text}${notice}`.replaceAll("\r\n", "\n").trimEnd();
  return `${"-".repeat(80)}\n${title}\n\n${body}\n`;
}
