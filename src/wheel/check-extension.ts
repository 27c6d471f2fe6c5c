/** One extension of a wheel: whether it can be linked under its name, and what it asks of the world. */
import { readExtension } from "../link/extension-file.ts";
import { exportedInit, exportHook } from "../link/init-symbol.ts";
import { readImports } from "../object/imports.ts";
import { UserError } from "../report/errors.ts";

export interface ExtensionReport {
  /** Dotted name. */
  readonly module: string;
  /** In the wheel. */
  readonly file: string;
  /** Bytes. */
  readonly size: number;
  /** Number of the SDK that linked it; undefined where another linker did. */
  readonly sdk: number | undefined;
  /** Libraries of the SDK that it asks for. */
  readonly libraries: readonly string[];
  /** System calls of WASI that it imports itself; others come with libc. */
  readonly wasiImports: readonly string[];
  /** False where it has no init function at all: a library that the package opens by its path. */
  readonly isModule: boolean;
  /** Why it cannot be linked, a sentence each. */
  readonly problems: readonly string[];
}

export function checkExtension(module: string, file: string, bytes: Uint8Array): ExtensionReport {
  const facts = { module, file, size: bytes.length };
  try {
    const { object, metadata, inits } = readExtension(bytes, file);
    const init = exportedInit(module);
    const wasi = readImports(object).filter((one) => one.module.startsWith("wasi_"));
    return {
      ...facts,
      sdk: metadata?.sdk,
      libraries: metadata?.libraries ?? [],
      wasiImports: [...new Set(wasi.map(({ name }) => name))].sort(),
      isModule: inits.length > 0,
      problems: inits.includes(init) ? [] : [withoutInit(file, module, inits)],
    };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const nothing = { sdk: undefined, libraries: [], wasiImports: [], isModule: true };
    return { ...facts, ...nothing, problems: [`${error.message} ${error.remedy}`] };
  }
}

function withoutInit(file: string, module: string, inits: readonly string[]): string {
  const init = exportedInit(module);
  const hook = inits.includes(exportHook(module)) ? " (PEP 793, which no static link can use alone)" : "";
  if (inits.length === 0)
    return `${file} has no ${init}: it is no Python module, but a library to be opened by its path.`;
  return `${file} has no ${init}, which Python would call; it exports ${inits.join(", ")}${hook}.`;
}
