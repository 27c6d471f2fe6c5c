import { expect, test } from "@jest/globals";
import { downloadSettings } from "../../src/pins/settings.ts";
import { fakeHost } from "../host/fake-host.ts";
import { errorOf } from "../user-error.ts";

const MANIFEST = JSON.stringify({ schema: 1, standIn: "from Debian", files: [] });
const WORK = fakeHost().folders.work;
const NONE = { mirror: undefined, manifestFile: undefined, githubToken: undefined };

test("without inputs everything comes from its origin", async () => {
  expect(await downloadSettings(fakeHost(), NONE)).toEqual({
    mirror: undefined,
    manifest: undefined,
    githubToken: undefined,
  });
});

test("paths are the user's: relative to the working folder", async () => {
  const host = fakeHost({ files: { [`${WORK}/mirror/manifest.json`]: MANIFEST } });
  const settings = await downloadSettings(host, { ...NONE, mirror: "mirror", manifestFile: "mirror/manifest.json" });
  expect(settings).toMatchObject({ mirror: `${WORK}/mirror`, manifest: { standIn: "from Debian" } });
  expect(host.lines).toEqual(["info: The manifest mirror/manifest.json has stand-ins. from Debian"]);
});

test("a mirror and a manifest may be URLs", async () => {
  const host = fakeHost({ downloads: { "http://127.0.0.1:8080/manifest.json": MANIFEST } });
  const settings = await downloadSettings(host, {
    ...NONE,
    mirror: "http://127.0.0.1:8080",
    manifestFile: "http://127.0.0.1:8080/manifest.json",
  });
  expect(settings).toMatchObject({ mirror: "http://127.0.0.1:8080", manifest: { standIn: "from Debian" } });
});

test("a manifest that is not there, or is wrong, stops everything", async () => {
  const host = fakeHost({ files: { [`${WORK}/wrong.json`]: "{}" } });
  const code = async (manifestFile: string) =>
    (await errorOf(() => downloadSettings(host, { ...NONE, manifestFile }))).code;
  expect(await code("missing.json")).toBe("WASI-DOWNLOAD-NOT-FOUND");
  expect(await code("https://mirror.test/manifest.json")).toBe("WASI-DOWNLOAD-NOT-FOUND");
  expect(await code("wrong.json")).toBe("WASI-MANIFEST");
});
