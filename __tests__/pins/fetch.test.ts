import { createHash } from "node:crypto";
import { describe, expect, test } from "@jest/globals";
import { HostFailure } from "../../src/host/failure.ts";
import { explained } from "../../src/pins/failures.ts";
import { fetchPinned } from "../../src/pins/fetch.ts";
import type { DownloadSettings, Pin } from "../../src/pins/pin.ts";
import type { UserError } from "../../src/report/errors.ts";
import { type FakeHostOptions, fakeHost } from "../host/fake-host.ts";
import { errorOf } from "../user-error.ts";

const BODY = "the archive";
const hash = (name: string, body = BODY) => createHash(name).update(body).digest("hex");
const URL = "https://github.com/WebAssembly/wasi-sdk/releases/download/wasi-sdk-24/sdk.tar.gz";
const PATH = "WebAssembly/wasi-sdk/releases/download/wasi-sdk-24/sdk.tar.gz";
const pin: Pin = {
  name: "sdk.tar.gz",
  url: URL,
  sha256: hash("sha256"),
  sha512: hash("sha512"),
  size: BODY.length,
  source: "committed table (several sources)",
};
const settings: DownloadSettings = { mirror: undefined, manifest: undefined, githubToken: undefined };

const fetch = async (downloads: FakeHostOptions["downloads"], wanted = pin, given = settings) => {
  const host = fakeHost(downloads ? { downloads } : {});
  return { host, fetched: await fetchPinned(host, wanted, given, "/temp/sdk.tar.gz") };
};

describe("a pinned file", () => {
  test("is downloaded, checked and logged with who pinned it", async () => {
    const { host, fetched } = await fetch({ [URL]: BODY });
    expect(host.text("/temp/sdk.tar.gz")).toBe(BODY);
    expect(fetched).toMatchObject({ from: URL, bytes: BODY.length, sha256: pin.sha256 });
    expect(host.lines).toEqual([
      `info: sdk.tar.gz: 0.0 MB from ${URL}, checked against: committed table (several sources)`,
    ]);
  });

  test("is checked by a sha512 where that is all there is", async () => {
    await fetch({ [URL]: BODY }, { ...pin, sha256: undefined });
    const error = await errorOf(() => fetch({ [URL]: "other" }, { ...pin, sha256: undefined }));
    expect(error.message).toContain(`Expected sha512 ${hash("sha512")}`);
  });

  test("that has another hash is removed; the error has both values and who says so", async () => {
    const host = fakeHost({ downloads: { [URL]: "another file" } });
    const error = await errorOf(() => fetchPinned(host, pin, settings, "/temp/sdk.tar.gz"));
    expect(error.code).toBe("WASI-DOWNLOAD-HASH");
    expect(error.message).toBe(
      `sdk.tar.gz from ${URL} is not the file that was pinned. Expected sha256 ${pin.sha256} (committed table (several sources)), got ${hash("sha256", "another file")}.`,
    );
    expect(host.below("/temp")).toEqual([]);
  });

  test("must match every hash that is pinned", async () => {
    const error = await errorOf(() => fetch({ [URL]: BODY }, { ...pin, sha512: "0".repeat(128) }));
    expect(error.code).toBe("WASI-DOWNLOAD-HASH");
  });

  test("without any hash is not even asked for", async () => {
    const host = fakeHost({ downloads: { [URL]: BODY } });
    const unpinned = { ...pin, sha256: undefined, sha512: undefined };
    expect((await errorOf(() => fetchPinned(host, unpinned, settings, "/temp/x"))).code).toBe("WASI-PIN-MISSING");
    expect(host.requests).toEqual([]);
  });

  test("is asked for with the token", async () => {
    let token: string | undefined;
    const answer = (options: { readonly githubToken?: string | undefined }) => {
      token = options.githubToken;
      return BODY;
    };
    await fetch({ [URL]: answer }, pin, { ...settings, githubToken: "secret" });
    expect(token).toBe("secret");
  });
});

describe("a mirror", () => {
  test("is asked instead of the origin, and never the origin after it", async () => {
    const given = { ...settings, mirror: "https://mirror.test/base" };
    const { host } = await fetch({ [`https://mirror.test/base/${PATH}`]: BODY }, pin, given);
    expect(host.requests).toEqual([`https://mirror.test/base/${PATH}`]);
    const without = fakeHost({ downloads: { [URL]: BODY } });
    const error = await errorOf(() => fetchPinned(without, pin, given, "/temp/x"));
    expect(error.code).toBe("WASI-DOWNLOAD-NOT-FOUND");
    expect(error.message).toBe(
      `sdk.tar.gz is not there: https://mirror.test/base/${PATH} answered with HTTP status 404. The mirror is https://mirror.test/base.`,
    );
    expect(error.remedy).toContain("Put the file into the mirror");
    expect(without.requests).not.toContain(URL);
  });

  test("with a password in its URL never has it in the log or in an error", async () => {
    const mirror = "https://user:secret@mirror.test";
    const good = await fetch({ [`${mirror}/${PATH}`]: BODY }, pin, { ...settings, mirror });
    expect(good.fetched.from).toBe(`https://mirror.test/${PATH}`);
    expect(good.host.lines.join()).not.toContain("secret");
    const error = await errorOf(() =>
      fetch({ [`${mirror}/${PATH}`]: new HostFailure("network", "refused") }, pin, { ...settings, mirror }),
    );
    expect(`${error.message} ${error.remedy}`).not.toContain("secret");
  });

  test("that is a folder is looked at in both layouts", async () => {
    const host = fakeHost({ files: { "/srv/mirror/sdk.tar.gz": BODY } });
    const fetched = await fetchPinned(host, pin, { ...settings, mirror: "/srv/mirror" }, "/temp/sdk.tar.gz");
    expect(fetched.from).toBe("/srv/mirror/sdk.tar.gz");
    expect(host.requests).toEqual([`/srv/mirror/${PATH}`, "/srv/mirror/sdk.tar.gz"]);
  });

  test("has the file where its manifest says", async () => {
    const file = { name: "sdk.tar.gz", sha256: hash("sha256"), size: undefined, path: "sdks/24.tar.gz" };
    const manifest = { schema: 1, standIn: undefined, files: [file] } as const;
    const given = { ...settings, mirror: "https://mirror.test", manifest };
    const { fetched } = await fetch({ "https://mirror.test/sdks/24.tar.gz": BODY }, pin, given);
    expect(fetched.from).toBe("https://mirror.test/sdks/24.tar.gz");
  });
});

describe("what goes wrong on the way", () => {
  test.each<[string, HostFailure, string, RegExp]>([
    [
      "a 404",
      new HostFailure("http-status", "URL answered with HTTP status 404", 404),
      "WASI-DOWNLOAD-NOT-FOUND",
      /status 404/,
    ],
    ["a 410", new HostFailure("http-status", "gone", 410), "WASI-DOWNLOAD-NOT-FOUND", /gone/],
    ["a 403", new HostFailure("http-status", "status 403", 403), "WASI-DOWNLOAD-FAILED", /status 403/],
    ["a 500", new HostFailure("http-status", "status 500", 500), "WASI-DOWNLOAD-FAILED", /status 500/],
    ["a broken network", new HostFailure("network", "ECONNRESET"), "WASI-DOWNLOAD-FAILED", /ECONNRESET/],
    [
      "a full disk",
      new HostFailure("no-space", "no room is left in /d (0 of 9 bytes are free)"),
      "WASI-DISK-FULL",
      /0 of 9 bytes are free/,
    ],
    [
      "a folder of someone else",
      new HostFailure("no-permission", "/d may not be touched"),
      "WASI-DISK-PERMISSION",
      /may not be touched/,
    ],
    [
      "half an archive",
      new HostFailure("archive-damaged", "unexpected end of file"),
      "WASI-ARCHIVE-DAMAGED",
      /unexpected end/,
    ],
    [
      "an archive that escapes",
      new HostFailure("archive-escape", '"../x" leaves the folder'),
      "WASI-ARCHIVE-ESCAPE",
      /leaves the folder/,
    ],
    ["a page that is no JSON", new HostFailure("not-json", "is not JSON"), "WASI-DOWNLOAD-FAILED", /is not JSON/],
    ["a missing file", new HostFailure("not-found", "/x does not exist"), "WASI-DOWNLOAD-NOT-FOUND", /does not exist/],
  ])("%s is a coded error that names the file and what to do", async (_name, failure, code, message) => {
    const error = await errorOf(() => fetch({ [URL]: failure }));
    expect(error.code).toBe(code);
    expect(error.message).toMatch(message);
    expect(error.message).toContain("sdk.tar.gz");
    expect(error.remedy).toMatch(/\.$/);
  });

  test("the remedy names the mirror where one is in use", () => {
    const error = explained(new HostFailure("network", "refused"), {
      what: "x",
      mirror: "https://m.test",
    }) as UserError;
    expect(error.remedy).toContain("https://m.test");
  });

  test("anything else is a bug and stays what it is", () => {
    const bug = new TypeError("undefined is not a function");
    expect(explained(bug, { what: "x" })).toBe(bug);
  });
});
