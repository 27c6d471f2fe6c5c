/** Which parts of the tests to run: `npm test -- unit`, `-- e2e`, `-- e2e/numpy`, several at once, or nothing for all. */
export const PARTS = ["checks", "unit", "python", "examples", "e2e"] as const;
export type Part = (typeof PARTS)[number];

export interface Selection {
  readonly part: Part;
  /** Part of a path below the tests' folder; empty for all of them. */
  readonly filter: string;
}

/** @throws {Error} with the parts there are */
export function selection(args: readonly string[]): readonly Selection[] {
  if (args.length === 0) return PARTS.map((part) => ({ part, filter: "" }));
  return args.map((arg) => {
    const [name = "", ...filter] = arg.split("/");
    const part = PARTS.find((candidate) => candidate === name);
    if (part === undefined) throw new Error(`There is no part ${name}: npm test -- [${PARTS.join(" | ")}][/FILTER] …`);
    return { part, filter: filter.join("/") };
  });
}
