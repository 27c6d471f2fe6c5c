/** What can go wrong at the door of the machine, before anyone has said what it means to the user. */
export type HostFailureKind =
  | "not-found"
  | "no-space"
  | "no-permission"
  | "http-status"
  | "network"
  | "not-json"
  | "archive-damaged"
  | "archive-escape";

export class HostFailure extends Error {
  override readonly name = "HostFailure";
  readonly kind: HostFailureKind;
  /** The HTTP status, for `http-status`. */
  readonly status: number | undefined;

  constructor(kind: HostFailureKind, message: string, status?: number) {
    super(message);
    this.kind = kind;
    this.status = status;
  }
}
