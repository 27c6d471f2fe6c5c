/**
 * The one fake of the machine: files in memory, programs and servers that do as the test says, a log to read.
 *
 * It keeps the contract of `src/host/host.ts`, which `__tests__/host/*.test.ts` hold the real host to: the same
 * failures at the same places, whole files or nothing, a tool in the cache complete or not at all.
 */
import { createHash } from "node:crypto";
import { dirname, posix } from "node:path";
import { HostFailure } from "../../src/host/failure.ts";
import type { DownloadOptions, FileInfo, Host, HostPlatform, RunOptions, RunResult } from "../../src/host/host.ts";

export interface FakeRun {
  readonly command: string;
  readonly args: readonly string[];
  readonly options: RunOptions;
}

/** What a scripted program does; missing parts are a silent success. It may write files as a compiler would. */
export type FakeProgram = (run: FakeRun, host: FakeHost) => Partial<RunResult> | Promise<Partial<RunResult>>;

/** A body, or the failure that the request meets. */
export type FakeAnswer = string | Uint8Array | HostFailure;

export interface FakeHostOptions {
  readonly env?: Record<string, string | undefined>;
  readonly platform?: Partial<HostPlatform>;
  /** Absolute path → content, there from the start. */
  readonly files?: Record<string, string | Uint8Array>;
  /** Free bytes. */
  readonly room?: number;
  /** Program by its name or path; others do not exist. */
  readonly programs?: Record<string, FakeProgram>;
  /** URL or absolute path → answer; a function sees what it is asked with. Others answer 404. */
  readonly downloads?: Record<string, FakeAnswer | ((options: DownloadOptions) => FakeAnswer)>;
  /** Archive by the text of its first line → its members by path; other content is a damaged archive. */
  readonly archives?: Record<string, Record<string, string> | HostFailure>;
}

export interface FakeHost extends Host {
  /** Every file by its absolute path. */
  readonly contents: Map<string, Uint8Array>;
  readonly modes: Map<string, number>;
  readonly links: Map<string, string>;
  /** What time it is to files that are written. */
  clock: Date;
  /** What was run, in order. */
  readonly runs: FakeRun[];
  /** URLs that were asked for, in order. */
  readonly requests: string[];
  /** The log, `level: message` a line; groups as `group: title`. */
  readonly lines: string[];
  /** The text of a file; throws where there is none. */
  text(path: string): string;
  /** Paths below a folder, sorted. */
  below(folder: string): string[];
}

export function fakeHost(options: FakeHostOptions = {}): FakeHost {
  const contents = new Map<string, Uint8Array>();
  const folders = new Set<string>(["/"]);
  const modes = new Map<string, number>();
  const links = new Map<string, string>();
  const written = new Map<string, Date>();
  const runs: FakeRun[] = [];
  const requests: string[] = [];
  const lines: string[] = [];
  const platform: HostPlatform = { os: "linux", arch: "x64", cores: 4, node: "/node/bin/node", ...options.platform };
  let serial = 0;

  const addFolder = (path: string) => {
    for (let folder = posix.normalize(path); folder !== "/"; folder = dirname(folder)) folders.add(folder);
  };
  const put = (path: string, content: string | Uint8Array) => {
    const whole = posix.normalize(path);
    addFolder(dirname(whole));
    contents.set(whole, typeof content === "string" ? new TextEncoder().encode(content) : content);
    written.set(whole, host.clock);
  };
  /** Follows links in any part of the path, as the real file system does. */
  const real = (path: string): string => {
    let resolved = "";
    for (const part of posix.normalize(path).split("/").filter(Boolean)) {
      const target = links.get(`${resolved}/${part}`);
      if (target === undefined) resolved = `${resolved}/${part}`;
      else resolved = real(posix.resolve(resolved || "/", target));
    }
    return resolved || "/";
  };
  const get = (path: string): Uint8Array => {
    const content = contents.get(real(path));
    if (!content) throw new HostFailure("not-found", `${path} does not exist`);
    return content;
  };
  const membersOf = (archive: string): Record<string, string> => {
    const first = new TextDecoder().decode(get(archive)).split("\n")[0] ?? "";
    const members = options.archives?.[first];
    if (members instanceof HostFailure) throw members;
    if (!members) throw new HostFailure("archive-damaged", `${posix.basename(archive)}: unexpected end of file`);
    return members;
  };
  const within = (folder: string) => (path: string) => path === folder || path.startsWith(`${folder}/`);
  const moveTree = (from: string, to: string, keep: boolean) => {
    const [source, target] = [posix.normalize(from), posix.normalize(to)];
    const inTree = within(source);
    const known = [...contents.keys(), ...folders, ...links.keys()].some(inTree);
    if (!known) throw new HostFailure("not-found", `${from} does not exist`);
    const renamed = (path: string) => target + path.slice(source.length);
    addFolder(dirname(target));
    for (const map of [contents, modes, links] as Map<string, unknown>[]) {
      for (const [path, value] of [...map].filter(([path]) => inTree(path))) {
        map.set(renamed(path), value);
        if (!keep) map.delete(path);
      }
    }
    for (const folder of [...folders].filter(inTree)) {
      folders.add(renamed(folder));
      if (!keep) folders.delete(folder);
    }
  };
  const remove = (path: string) => {
    const inTree = within(posix.normalize(path));
    for (const map of [contents, modes, links] as Map<string, unknown>[]) {
      for (const key of [...map.keys()].filter(inTree)) map.delete(key);
    }
    for (const folder of [...folders].filter(inTree)) folders.delete(folder);
  };
  const info = (path: string): FileInfo | undefined => {
    const modified = written.get(real(path)) ?? new Date(0);
    const content = contents.get(real(path));
    if (content) return { kind: "file", size: content.length, modified };
    return folders.has(real(path)) ? { kind: "folder", size: 0, modified } : undefined;
  };
  const answer = (url: string, asked: DownloadOptions): Uint8Array => {
    requests.push(url);
    const scripted = options.downloads?.[url];
    const result = typeof scripted === "function" ? scripted(asked) : scripted;
    if (result === undefined) {
      if (url.startsWith("/")) return get(url);
      throw new HostFailure("http-status", `${url} answered with HTTP status 404`, 404);
    }
    if (result instanceof HostFailure) throw result;
    return typeof result === "string" ? new TextEncoder().encode(result) : result;
  };
  const below = (folder: string) =>
    [...contents.keys(), ...links.keys()].filter((path) => path.startsWith(`${posix.normalize(folder)}/`)).sort();

  const host: FakeHost = {
    contents,
    modes,
    links,
    clock: new Date(0),
    runs,
    requests,
    lines,
    text: (path) => new TextDecoder().decode(get(path)),
    below,
    env: options.env ?? {},
    platform,
    folders: { tools: "/tools", temp: "/temp", work: "/project", product: "/product" },
    files: {
      readText: async (path) => new TextDecoder().decode(get(path)),
      readBytes: async (path) => get(path),
      readFrom: async (path, offset) => contents.get(real(path))?.subarray(offset) ?? new Uint8Array(),
      write: async (path, content, mode) => {
        put(real(path), content);
        if (mode !== undefined) modes.set(real(path), mode);
      },
      writeTree: async (folder, tree) => {
        for (const [path, content] of tree) put(posix.join(real(folder), path), content);
      },
      append: async (path, content) => {
        const before = contents.get(real(path)) ?? new Uint8Array();
        put(real(path), new Uint8Array([...before, ...new TextEncoder().encode(content)]));
      },
      info: async (path) => info(path),
      room: async () => options.room ?? 50e9,
      list: async (folder) => {
        const whole = real(folder);
        if (!folders.has(whole)) throw new HostFailure("not-found", `${folder} does not exist`);
        const start = whole === "/" ? "/" : `${whole}/`;
        const names = [...contents.keys(), ...folders, ...links.keys()]
          .filter((path) => path.startsWith(start) && path !== start)
          .map((path) => path.slice(start.length).split("/")[0] ?? "");
        return [...new Set(names)].sort();
      },
      walk: async (folder) => {
        const whole = real(folder);
        if (!folders.has(whole)) throw new HostFailure("not-found", `${folder} does not exist`);
        return below(whole)
          .filter((path) => info(path)?.kind !== "folder")
          .map((path) => path.slice(whole.length + 1));
      },
      makeFolder: async (path) => addFolder(path),
      remove: async (path) => remove(path),
      replace: async (from, to) => {
        const neighbour = `${to}.partial`;
        moveTree(from, neighbour, false);
        remove(real(to));
        moveTree(neighbour, to, false);
      },
      rename: async (from, to) => {
        if (contents.has(posix.normalize(from))) remove(to);
        moveTree(from, to, false);
      },
      copy: async (from, to) => moveTree(from, to, true),
      link: async (target, path) => {
        addFolder(dirname(posix.normalize(path)));
        links.set(posix.normalize(path), target);
      },
      temporaryFolder: async (prefix) => {
        serial += 1;
        const folder = `/temp/${prefix}-${serial}`;
        addFolder(folder);
        return folder;
      },
    },
    processes: {
      run: async (command, args, runOptions = {}) => {
        const run = { command, args, options: runOptions };
        runs.push(run);
        const program = options.programs?.[command] ?? options.programs?.[posix.basename(command)];
        if (!program) throw new HostFailure("not-found", `the program ${command} was not found`);
        const result = await program(run, host);
        const outcome = { code: 0, timedOut: false, stdout: "", stderr: "", milliseconds: 1, ...result };
        for (const stream of ["stdout", "stderr"] as const) {
          const text = outcome[stream].replace(/\n$/, "");
          if (text !== "") for (const line of text.split("\n")) runOptions.onLine?.(line, stream);
        }
        return outcome;
      },
      find: async (name) => (options.programs?.[name] ? (name.startsWith("/") ? name : `/usr/bin/${name}`) : undefined),
    },
    downloads: {
      file: async (url, destination, asked = {}) => {
        const body = answer(url, asked);
        asked.onProgress?.(body.length, body.length);
        put(destination, body);
        const hash = (name: string) => createHash(name).update(body).digest("hex");
        return { sha256: hash("sha256"), sha512: hash("sha512"), bytes: body.length };
      },
      reach: async (url) => {
        try {
          answer(url, {});
          return undefined;
        } catch (error) {
          return error instanceof Error ? error.message : String(error);
        }
      },
      json: async (url, asked = {}) => {
        const text = new TextDecoder().decode(answer(url, asked));
        try {
          return JSON.parse(text);
        } catch {
          throw new HostFailure("not-json", `${url} is not JSON`);
        }
      },
    },
    archives: {
      extract: async (archive, folder, { strip = 0, wanted = () => true } = {}) => {
        const members = membersOf(archive);
        addFolder(folder);
        for (const [name, content] of Object.entries(members)) {
          const parts = name.split("/").slice(strip);
          if (parts.length > 0 && wanted(parts.join("/"))) put(posix.join(folder, ...parts), content);
        }
      },
      read: async (archive) => {
        const members = Object.entries(membersOf(archive));
        const bytes = contents.get(archive) ?? new Uint8Array();
        const files = new Map(members.map(([name, content]) => [name, Buffer.from(content)]));
        return { files, size: bytes.length, sha256: createHash("sha256").update(bytes).digest("hex") };
      },
    },
    tools: {
      find: async (tool, version) => {
        const folder = `/tools/${tool}/${version}/${platform.arch}`;
        return contents.has(`${folder}.complete`) ? folder : undefined;
      },
      install: async (tool, version, fill) => {
        const folder = `/tools/${tool}/${version}/${platform.arch}`;
        serial += 1;
        const staging = `${folder}.staging-${serial}`;
        addFolder(staging);
        try {
          await fill(staging);
          remove(folder);
          moveTree(staging, folder, false);
          put(`${folder}.complete`, "");
        } finally {
          remove(staging);
        }
        return folder;
      },
    },
    log: {
      debug: (message) => void lines.push(`debug: ${message}`),
      info: (message) => void lines.push(`info: ${message}`),
      notice: (message) => void lines.push(`notice: ${message}`),
      warning: (message) => void lines.push(`warning: ${message}`),
      error: (message, place) => {
        const at = place && [place.title, place.file, place.line].filter((part) => part !== undefined).join(" ");
        lines.push(`error: ${at ? `[${at}] ` : ""}${message}`);
      },
      group: async (title, body) => {
        lines.push(`group: ${title}`);
        return body();
      },
      progress: () => {},
    },
  };
  for (const [path, content] of Object.entries(options.files ?? {})) put(path, content);
  for (const folder of Object.values(host.folders)) addFolder(folder);
  return host;
}
