/** What is worth trying again, and when. */
import { HostFailure } from "./failure.ts";
import { messageOf, systemCode } from "./system-errors.ts";

const PASSING_STATUSES = [408, 416, 425, 429];
/** Certificates and names that do not exist: another attempt meets the same. */
const FINAL_CODES =
  /^(ENOTFOUND|ERR_INVALID_URL|ERR_INVALID_PROTOCOL|CERT_.*|UNABLE_TO_.*|.*SELF_SIGNED.*|ERR_TLS_.*)$/;
/** How the tunnel of `@actions/http-client` words a proxy's refusal. */
const PROXY_REFUSAL = /tunneling socket could not be established, statusCode=4(?!08|29)/;

/** A fault in a program, which no network causes: Node gives its own errors of these classes a code. */
export function isFault(error: unknown): boolean {
  const name = typeof error === "object" && error !== null && "name" in error ? error.name : undefined;
  return ["TypeError", "ReferenceError", "RangeError"].includes(String(name)) && systemCode(error) === undefined;
}

/** Whether an error of a download would only come back if it were tried again. */
export function isFinal(error: unknown): boolean {
  if (error instanceof HostFailure) {
    const status = error.status ?? 0;
    return error.kind !== "http-status" || (status < 500 && !PASSING_STATUSES.includes(status));
  }
  return isFault(error) || FINAL_CODES.test(systemCode(error) ?? "") || PROXY_REFUSAL.test(messageOf(error));
}

/**
 * The pause that a `Retry-After` header asks for (RFC 9110, 10.2.3: seconds or a date), in milliseconds.
 *
 * @param now milliseconds since the epoch
 */
export function retryAfter(header: string | undefined, now: number): number | undefined {
  if (header === undefined) return undefined;
  if (/^\d+$/.test(header.trim())) return Number(header.trim()) * 1000;
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
