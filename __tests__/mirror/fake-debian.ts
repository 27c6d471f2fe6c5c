/** A fake machine with Debian's programs: apt over a given set of files, and tools that do the little that is needed. */
import type { RunResult } from "../../src/host/host.ts";
import { type FakeHost, type FakeHostOptions, type FakeProgram, fakeHost } from "../host/fake-host.ts";

export interface FakeDebian extends FakeHostOptions {
  /** Source package → file name and content of its upstream tarball. */
  readonly sources?: Readonly<Record<string, readonly [string, string]>>;
  /** Binary package → the files that it unpacks to. */
  readonly packages?: Readonly<Record<string, Readonly<Record<string, string | Uint8Array>>>>;
  /** How many times the package lists are locked by someone else. */
  readonly lockedUpdates?: number;
  /** KiB that `df` says are free. */
  readonly free?: number;
}

export const SOURCES_LIST = "deb [signed-by=/keys/debian.gpg] http://mirror.example/debian bookworm main\n";

export function fakeDebian({
  sources = {},
  packages = {},
  free = 1e9,
  lockedUpdates = 0,
  ...options
}: FakeDebian = {}): FakeHost {
  let locked = lockedUpdates;
  const aptGet: FakeProgram = (run, host) => {
    const [first, ...rest] = run.args.filter((argument) => !argument.startsWith("--"));
    const print = run.args.includes("--print-uris");
    const put = (name: string, content: string) => host.files.write(`${run.options.cwd}/${name}`, content);
    if (first === "source") return source(rest[0] ?? "", print, put);
    if (first === "download") return download(rest, print, put);
    if (first === "update" && locked-- > 0) {
      return { code: 100, stderr: "E: Could not get lock /x/lists/lock. It is held by process 7 (apt-get)" };
    }
    return {};
  };
  const source = async (name: string, print: boolean, put: (name: string, content: string) => Promise<void>) => {
    const [file, content] = sources[name] ?? [];
    if (file === undefined || content === undefined)
      return { code: 100, stderr: `E: Unable to find a source package for ${name}` };
    if (print) return { stdout: `'http://mirror.example/debian/pool/${file}' ${file} ${content.length} SHA256:0\n` };
    await put(file, content);
    return {};
  };
  const download = async (
    names: readonly string[],
    print: boolean,
    put: (name: string, content: string) => Promise<void>,
  ) => {
    let stdout = "";
    for (const name of names) {
      const [stem = name, version = "1.2-3"] = name.split("=");
      const file = `${stem}_${version}_all.deb`;
      if (print) stdout += `'http://mirror.example/debian/pool/${file}' ${file} ${stem.length} SHA512:0\n`;
      else await put(file, stem);
    }
    return { stdout };
  };
  const dpkgDeb: FakeProgram = async (run, host) => {
    const [, deb = "", folder = ""] = run.args;
    for (const [path, content] of Object.entries(packages[host.text(deb)] ?? {})) {
      await host.files.write(`${folder}/${path}`, content);
    }
    return {};
  };
  return fakeHost({
    ...options,
    files: { "/etc/apt/sources.list": SOURCES_LIST, ...options.files },
    programs: {
      "apt-get": aptGet,
      "apt-config": () => ({ stdout: 'Acquire::http::Proxy "http://proxy.example:3128";\nAPT::Hooks "";\n' }),
      "dpkg-deb": dpkgDeb,
      df: () => ({ stdout: `Filesystem 1024-blocks Used Available Capacity Mounted on\n/dev/a 9 9 ${free} 1% /\n` }),
      cp: async (run, host) => {
        const [, from = "", to = ""] = run.args;
        await host.files.copy(from, to);
        return {};
      },
      tar: fakeTar,
      ...options.programs,
    },
  });
}

/** Packs into a file that names what was packed; unpacks the folder that the archive's content names. */
const fakeTar: FakeProgram = async (run, host): Promise<Partial<RunResult>> => {
  const { args } = run;
  const folder = args[args.indexOf("-C") + 1] ?? "";
  const packed = args.indexOf("-cf");
  if (packed >= 0) {
    const name = args.at(-1) ?? "";
    await host.files.write(args[packed + 1] ?? "", (await host.files.walk(`${folder}/${name}`)).join("\n"));
    return {};
  }
  const archive = host.text(args[1] ?? "");
  await host.files.write(`${folder}/${archive}/README`, archive);
  return {};
};
