/** What is worth a line of its own in the log, and an annotation, though nothing has failed. */
export interface Remark {
  /** A warning asks the user to look; a notice tells what was seen to already, or may well be as it should. */
  readonly level: "warning" | "notice";
  readonly text: string;
}
