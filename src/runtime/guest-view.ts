/** What the guest sees: its folders, its environment and where it stands. */
import { posix } from "node:path";
import { UserError } from "../report/errors.ts";

export interface GuestView {
  readonly preopens: Readonly<Record<string, string>>;
  readonly env: Readonly<Record<string, string>>;
}

/**
 * The bundle is the guest's `/`, and the user's folder keeps its own path inside, so that a relative path on the
 * command line means the same file on both sides. The generated `main` of python.wasm starts in `$PWD`, because
 * WASI 0.1 knows no current folder (wasi-libc keeps one per process and starts it at `/`).
 *
 * @param work absolute host folder
 * @param dirs more folders, `HOST` or `HOST::GUEST` as wasmtime's `--dir` has them
 * @param env more variables, `NAME=VALUE`
 */
export function guestView(bundle: string, work: string, dirs: readonly string[], env: readonly string[]): GuestView {
  const own: Record<string, string> = { "/": bundle, [guestPath(work)]: work };
  for (const dir of dirs) {
    const [host = "", guest] = dir.split("::");
    if (host === "" || (guest !== undefined && !posix.isAbsolute(guest))) {
      throw new UserError(
        "WASI-INPUT-VALUE",
        `--dir: "${dir}" is not a folder.`,
        "Write --dir HOST or --dir HOST::/GUEST.",
      );
    }
    own[guest ?? guestPath(host)] = host;
  }
  const variables = env.map((line): [string, string] => {
    const at = line.indexOf("=");
    if (at < 1)
      throw new UserError("WASI-INPUT-VALUE", `--env: "${line}" is not NAME=VALUE.`, "Write --env NAME=VALUE.");
    return [line.slice(0, at), line.slice(at + 1)];
  });
  return { preopens: own, env: { PWD: guestPath(work), ...Object.fromEntries(variables) } };
}

/** A host path as the guest spells it: `C:\a\b` becomes `/C/a/b`. */
export function guestPath(host: string): string {
  return posix.resolve("/", host.replaceAll("\\", "/").replace(/^([A-Za-z]):/, "/$1"));
}
