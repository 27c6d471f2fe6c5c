/**
 * What the user reads while we work: on a terminal, in plain lines, or as GitHub's workflow commands.
 *
 * Commands: https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands. They are written here
 * and not by `@actions/core`, which knows standard output only: the tool's results go there, so its log must not.
 */
import type { Log, LogPlace } from "./host.ts";
import { progressText } from "./progress-text.ts";

export type LogStyle = "terminal" | "plain" | "github";

export interface LogOptions {
  readonly style: LogStyle;
  /** Shows debug messages; GitHub decides itself. */
  readonly debug: boolean;
  readonly write: (text: string) => void;
  /** Milliseconds, from anywhere. */
  readonly now?: () => number;
}

/** Least time between two looks of a progress line, in milliseconds. */
const PROGRESS_EVERY = { terminal: 100, plain: 5000, github: 5000 } as const;
const CLEAR_LINE = "\r\u001b[2K";

export function nodeLog({ style, debug, write, now = () => performance.now() }: LogOptions): Log {
  const github = style === "github";
  let depth = 0;
  let lineOpen = false;
  const progress = new Map<string, { readonly time: number; readonly shown: boolean }>();

  const line = (text: string) => {
    if (lineOpen) write(CLEAR_LINE);
    lineOpen = false;
    write(`${text}\n`);
  };
  const indented = (text: string) => {
    // GitHub folds what is in a group by itself, but only one level deep.
    const indent = "  ".repeat(github ? Math.max(0, depth - 1) : depth);
    line(text.replace(/^(?=.)/gm, indent));
  };
  const told = new Set<string>();
  const annotated = (kind: string, message: string, label: string, place?: LogPlace) => {
    // GitHub shows ten annotations of a kind for a step: one that was shown already is a line of the log.
    const annotation = `::${kind}${properties(place)}::${escapeCommand(message)}`;
    const again = told.has(annotation);
    told.add(annotation);
    if (github && !again) line(annotation);
    else indented(`${label}${place ? `${place.title}: ` : ""}${github ? withoutCommands(message) : message}`);
  };

  return {
    debug: (message) => {
      if (github) line(`::debug::${escapeCommand(message)}`);
      else if (debug) indented(message);
    },
    info: (message) => indented(github ? withoutCommands(message) : message),
    notice: (message) => annotated("notice", message, ""),
    warning: (message) => annotated("warning", message, "warning: "),
    error: (message, place) => annotated("error", message, "error: ", place),
    group: async (title, body) => {
      const outermost = depth === 0;
      if (github && outermost) line(`::group::${escapeCommand(title)}`);
      else indented(title);
      depth += 1;
      const started = now();
      let outcome = "failed";
      try {
        const result = await body();
        outcome = "done";
        return result;
      } finally {
        depth -= 1;
        if (github && outermost) line("::endgroup::");
        indented(`${github && outermost ? `${title}: ` : ""}${outcome} in ${elapsed(now() - started)}`);
      }
    },
    progress: (label, done, total, note) => {
      const last = progress.get(label) ?? { time: now(), shown: false };
      progress.set(label, last);
      const finished = total !== undefined && done >= total;
      if (finished) progress.delete(label);
      if (finished ? !last.shown : now() - last.time < PROGRESS_EVERY[style]) return;
      if (!finished) progress.set(label, { time: now(), shown: true });
      const text = progressText(label, done, total, note);
      if (style === "terminal" && !finished) {
        write(`${CLEAR_LINE}${text}`);
        lineOpen = true;
      } else {
        indented(github ? withoutCommands(text) : text);
      }
    },
  };
}

/** As `escapeData` of `@actions/core`. */
function escapeCommand(message: string): string {
  return message.replace(/%/g, "%25").replace(/\r/g, "%0D").replace(/\n/g, "%0A");
}

/** ` file=a.py,line=3,title=…`; as `escapeProperty` of `@actions/core`. */
function properties(place: LogPlace | undefined): string {
  if (!place) return "";
  const given = Object.entries({ file: place.file, line: place.line, title: place.title });
  const written = given
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}=${escapeCommand(String(value)).replace(/:/g, "%3A").replace(/,/g, "%2C")}`);
  return ` ${written.join(",")}`;
}

/**
 * A package's build output must not command the runner (`::add-mask::`, `::stop-commands::`): a line that would be a
 * command gets a zero-width space in front.
 */
function withoutCommands(message: string): string {
  return message.replace(/^\s*::/gm, (start) => `\u200b${start}`).replace(/##\[/g, "#\u200b#[");
}

function elapsed(milliseconds: number): string {
  const seconds = milliseconds / 1000;
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  return `${Math.floor(seconds / 60)} min ${Math.floor(seconds % 60)} s`;
}
