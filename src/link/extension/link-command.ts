/** Reads a `wasm-ld` command line into its inputs and options; what an option does is decided in `link-plan.ts`. */

export type LinkArgument =
  | { readonly kind: "input"; readonly path: string }
  /** `-lz`, `-l:libz.a` */
  | { readonly kind: "library"; readonly name: string }
  | { readonly kind: "folder"; readonly path: string }
  | { readonly kind: "output"; readonly path: string }
  | {
      readonly kind: "option";
      /** Without a joined value: `--export` for both `--export=x` and `--export x`. */
      readonly name: string;
      readonly value: string | undefined;
      /** As given. */
      readonly text: readonly string[];
    };

/** Options of wasm-ld whose value may be the next argument. Source: lld/wasm/Options.td. */
const SEPARATE = new Set([
  "-m",
  "-z",
  "-e",
  "-u",
  "-y",
  "-O",
  "-mllvm",
  "--mllvm",
  "-entry",
  "--entry",
  "-export",
  "--export",
  "-export-if-defined",
  "--export-if-defined",
  "-allow-undefined-file",
  "-undefined",
  "--undefined",
  "-trace-symbol",
  "--trace-symbol",
  "-unresolved-symbols",
  "--unresolved-symbols",
  "-wrap",
  "--wrap",
  "-Map",
  "--Map",
  "--error-limit",
  "--reproduce",
  "-threads",
  "--threads",
  "-rsp-quoting",
  "--rsp-quoting",
  "-keep-section",
  "--keep-section",
  "--thinlto-cache-policy",
]);

export function readLinkCommand(args: readonly string[]): readonly LinkArgument[] {
  const found: LinkArgument[] = [];
  for (let i = 0; i < args.length; i++) {
    const argument = args[i] ?? "";
    const next = () => args[++i] ?? "";
    const joined = (short: string, long: string): string | undefined => {
      if (argument === short || argument === `-${long}` || argument === `--${long}`) return next();
      if (argument.startsWith(`--${long}=`) || argument.startsWith(`-${long}=`))
        return argument.split("=").slice(1).join("=");
      // `-library…` is the long spelling, not -l with a name.
      return argument.startsWith(short) && !argument.startsWith("-library") ? argument.slice(short.length) : undefined;
    };
    if (!argument.startsWith("-") || argument === "-") {
      found.push({ kind: "input", path: argument });
      continue;
    }
    const folder = joined("-L", "library-path");
    if (folder !== undefined) {
      found.push({ kind: "folder", path: folder });
      continue;
    }
    const library = argument.startsWith("-lto") ? undefined : joined("-l", "library");
    if (library !== undefined) {
      found.push({ kind: "library", name: library });
      continue;
    }
    if (argument === "-o" || /^-o(?=[^-])/.test(argument)) {
      found.push({ kind: "output", path: argument === "-o" ? next() : argument.slice(2) });
      continue;
    }
    found.push(readOption(argument, next));
  }
  return found;
}

function readOption(argument: string, next: () => string): LinkArgument {
  const equals = argument.indexOf("=");
  if (SEPARATE.has(argument)) {
    const value = next();
    return { kind: "option", name: argument, value, text: [argument, value] };
  }
  // `-usymbol`, beside the long options that begin with the same letter.
  if (/^-u(?!nd|nr)./.test(argument)) return { kind: "option", name: "-u", value: argument.slice(2), text: [argument] };
  const name = equals > 0 ? argument.slice(0, equals) : argument;
  return { kind: "option", name, value: equals > 0 ? argument.slice(equals + 1) : undefined, text: [argument] };
}
