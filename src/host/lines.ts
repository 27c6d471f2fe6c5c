/** Cuts a stream of text into lines, as it comes. */

export interface LineSplitter {
  push(text: string): void;
  /** Hands on what stands after the last line end. */
  end(): void;
}

/** A line ends at `\n`, `\r\n` or, as progress bars do it, a lone `\r`. */
export function lineSplitter(onLine: (line: string) => void): LineSplitter {
  let rest = "";
  return {
    push: (text) => {
      // A `\r` at the very end may be the first half of `\r\n`: it waits for what follows.
      const lines = (rest + text).split(/\r\n|\n|\r(?!$)/);
      rest = lines.pop() ?? "";
      for (const line of lines) onLine(line);
    },
    end: () => {
      if (rest !== "") onLine(rest.replace(/\r$/, ""));
      rest = "";
    },
  };
}
