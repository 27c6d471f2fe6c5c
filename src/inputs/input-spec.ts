/** How an input is described, once for the action, the tool and the docs. */
export type InputKind = "text" | "lines" | "boolean" | "choice";

/** Which command of the tool has an input as a flag; `action` stands for the action itself. */
export type Use =
  | "action"
  | "setup"
  | "env"
  | "build"
  | "link"
  | "run"
  | "index"
  | "lock"
  | "test"
  | "audit"
  | "doctor";

export interface InputSpec {
  readonly kind: InputKind;
  /** As a user would write it; the empty string means "not given". */
  readonly default: string;
  readonly choices?: readonly string[];
  /** One sentence or two, in the imperative or as a noun, shown by `--help` and in the docs. */
  readonly description: string;
  readonly uses: readonly Use[];
}
