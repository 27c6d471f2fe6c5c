/** The real machine. */
import { nodeArchives } from "./archives.ts";
import { nodeDownloads } from "./downloads.ts";
import { nodeFiles } from "./files.ts";
import { nodeFolders } from "./folders.ts";
import type { Host } from "./host.ts";
import { type LogStyle, nodeLog } from "./log.ts";
import { nodePlatform } from "./platform.ts";
import { nodeProcesses } from "./processes.ts";
import { nodeToolCache } from "./tool-cache.ts";

export interface NodeHostOptions {
  /** Default: the process's own. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** The user's `working-directory`. */
  readonly work?: string;
  /**
   * Default: what the environment suggests. The action asks for `github`, which logs to standard output; everything
   * else logs to standard error, where GitHub reads commands as well, and leaves standard output to results.
   */
  readonly logStyle?: LogStyle;
  readonly debug?: boolean;
}

export function nodeHost(options: NodeHostOptions = {}): Host {
  const env = options.env ?? process.env;
  const platform = nodePlatform();
  const folders = nodeFolders(env, options.work);
  const stream = options.logStyle === "github" ? process.stdout : process.stderr;
  const log = nodeLog({
    style: options.logStyle ?? suggestedStyle(env),
    debug: options.debug ?? (env.PYWASI_DEBUG === "1" || env.RUNNER_DEBUG === "1"),
    write: (text) => stream.write(text),
  });
  const processes = nodeProcesses(env);
  return {
    env,
    platform,
    folders,
    files: nodeFiles(folders.temp),
    processes,
    downloads: nodeDownloads(log),
    archives: nodeArchives(processes),
    tools: nodeToolCache(folders.tools, platform.arch),
    log,
  };
}

function suggestedStyle(env: Readonly<Record<string, string | undefined>>): LogStyle {
  if (env.GITHUB_ACTIONS === "true") return "github";
  return process.stderr.isTTY && env.TERM !== "dumb" ? "terminal" : "plain";
}
