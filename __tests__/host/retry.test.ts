import { describe, expect, test } from "@jest/globals";
import { HostFailure } from "../../src/host/failure.ts";
import { isFinal, retryAfter } from "../../src/host/retry.ts";

describe("worth another attempt", () => {
  test.each([
    ["a status 503", new HostFailure("http-status", "", 503), false],
    ["a status 429", new HostFailure("http-status", "", 429), false],
    ["a status 408", new HostFailure("http-status", "", 408), false],
    ["a status 404", new HostFailure("http-status", "", 404), true],
    ["a full disk", new HostFailure("no-space", ""), true],
    ["a broken connection", Object.assign(new Error("aborted"), { code: "ECONNRESET" }), false],
    ["a name that does not exist", Object.assign(new Error(""), { code: "ENOTFOUND" }), true],
    ["a name server that is busy", Object.assign(new Error(""), { code: "EAI_AGAIN" }), false],
    ["a certificate of its own", Object.assign(new Error(""), { code: "SELF_SIGNED_CERT_IN_CHAIN" }), true],
    ["an expired certificate", Object.assign(new Error(""), { code: "CERT_HAS_EXPIRED" }), true],
    ["a mistake of ours", new TypeError("x is not a function"), true],
    ["a proxy that is overloaded", new Error("tunneling socket could not be established, statusCode=503"), false],
    ["a proxy that refuses", new Error("tunneling socket could not be established, statusCode=403"), true],
  ])("%s: final is %s", (_name, error, final) => {
    expect(isFinal(error)).toBe(final);
  });
});

test("Retry-After is read as seconds or as a date", () => {
  const now = Date.parse("2026-01-01T00:00:00Z");
  expect(retryAfter("7", now)).toBe(7000);
  expect(retryAfter("Thu, 01 Jan 2026 00:00:05 GMT", now)).toBe(5000);
  expect(retryAfter("Wed, 31 Dec 2025 00:00:00 GMT", now)).toBe(0);
  expect(retryAfter("soon", now)).toBeUndefined();
  expect(retryAfter(undefined, now)).toBeUndefined();
});
