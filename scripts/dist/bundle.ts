/**
 * What lies in `dist/`: one ES module for each entry, with everything it needs, and the licences of what went in.
 *
 * ES modules because `@actions/*` have no other form and `@actions/cache` calls `createRequire(import.meta.url)`, which
 * is undefined in a CommonJS bundle; the banner because CommonJS dependencies inside (`tunnel`) call `require` for
 * Node's own modules (docs/decisions/0001-bundle.md).
 */
import { build, formatMessages, type Metafile, type Plugin } from "esbuild";

export interface DistFile {
  readonly text: string;
  readonly executable: boolean;
}

/** Entry file → name in `dist/`. */
const ENTRIES: Readonly<Record<string, string>> = {
  "src/main.ts": "main.mjs",
  "src/post.ts": "post.mjs",
  "src/cli.ts": "cli.mjs",
  "src/wasi-ld.ts": "wasi-ld.mjs",
  "src/wasi-cc.ts": "wasi-cc.mjs",
  "src/wasi-worker.ts": "wasi-worker.mjs",
  "src/host/actions-cache.ts": "actions-cache.mjs",
};

/** A module that stays a file of its own, though others load it. */
const APART: Plugin = {
  name: "apart",
  setup: ({ onResolve }) => {
    onResolve({ filter: /\/actions-cache\.ts$/ }, ({ kind }) =>
      kind === "dynamic-import" ? { path: "./actions-cache.mjs", external: true } : undefined,
    );
  },
};

/** The bin of package.json, which a shell starts by itself. */
const COMMAND = "cli.mjs";

const REQUIRE = [
  'import { createRequire as makeRequire } from "node:module";',
  "const require = makeRequire(import.meta.url);",
].join(" ");

/**
 * @param root absolute path of the repository
 * @returns the files by name, and what esbuild says about their inputs; the same sources give the same bytes
 * @throws {Error} with esbuild's own words on any error or warning: a warning here is a crash at the user's
 */
export async function bundle(root: string): Promise<{ files: ReadonlyMap<string, DistFile>; metafile: Metafile }> {
  const result = await build({
    absWorkingDir: root,
    entryPoints: Object.entries(ENTRIES).map(([source, name]) => ({ in: source, out: name.replace(/\.mjs$/, "") })),
    outdir: "dist",
    outExtension: { ".js": ".mjs" },
    bundle: true,
    plugins: [APART],
    format: "esm",
    platform: "node",
    target: "node24",
    banner: { js: REQUIRE },
    charset: "utf8",
    legalComments: "none",
    metafile: true,
    write: false,
    logLevel: "silent",
  }).catch(async (failure) => {
    throw new Error((await formatMessages(failure.errors ?? [], { kind: "error" })).join("\n") || String(failure));
  });
  if (result.warnings.length > 0) {
    throw new Error((await formatMessages(result.warnings, { kind: "warning" })).join("\n"));
  }
  const files = new Map<string, DistFile>();
  for (const output of result.outputFiles) {
    const name = output.path.split(/[/\\]/).at(-1) ?? "";
    const executable = name === COMMAND;
    const shebang = executable && !output.text.startsWith("#!") ? "#!/usr/bin/env node\n" : "";
    files.set(name, { text: shebang + output.text, executable });
  }
  return { files, metafile: result.metafile };
}
