/** Errors that users can act on: a code, what happened, what to do, and the page that says more. */
import codes from "./error-codes.json" with { type: "json" };

export type ErrorCode = Exclude<keyof typeof codes, "$comment">;

/** Where the page of each code lies; the codes are file names there. */
export const ERROR_PAGES = "https://github.com/org/setup-python-wasi/blob/v1/docs/errors";

export class UserError extends Error {
  override readonly name = "UserError";
  readonly code: ErrorCode;
  /** What the user can do about it: one or more whole sentences. */
  readonly remedy: string;
  /** Lines that help to find the cause, such as the end of a log; shown indented below the message. */
  readonly details: readonly string[];

  constructor(code: ErrorCode, happened: string, remedy: string, details: readonly string[] = []) {
    super(happened);
    this.code = code;
    this.remedy = remedy;
    this.details = details;
  }

  /** The process exit code of the error's family, as docs/reference/exit-codes.md lists them. */
  get exitCode(): number {
    return codes[this.code].exit;
  }

  get page(): string {
    return `${ERROR_PAGES}/${this.code}.md`;
  }
}

/** The error as users see it, without a stack trace. */
export function describeError(error: UserError): string {
  const details = error.details.map((line) => `    ${line}`);
  return [`${error.code}: ${error.message}`, ...details, `What to do: ${error.remedy}`, `More: ${error.page}`].join(
    "\n",
  );
}
