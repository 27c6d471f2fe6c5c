/** A folder for the guest as `--dir` has it, `HOST` or `HOST::GUEST`. */
import type { Host } from "../host/host.ts";
import { userPath } from "../host/user-path.ts";

/** @returns the same with an absolute HOST; an empty one stays, for `guestView` to refuse it */
export function guestFolder(host: Pick<Host, "folders">, dir: string): string {
  const [path = "", ...guest] = dir.split("::");
  return [path === "" ? "" : userPath(host, path), ...guest].join("::");
}
