import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { serveMirror } from "../../src/app/mirror.ts";

let folder: string;
let server: Awaited<ReturnType<typeof serveMirror>>;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "mirror-serve-"));
  mkdirSync(join(folder, "mirror", ".parts"), { recursive: true });
  mkdirSync(join(folder, "mirror", "ftp"));
  writeFileSync(join(folder, "outside.txt"), "outside");
  writeFileSync(join(folder, "mirror", ".parts", "sdk-24.json"), "{}");
  writeFileSync(join(folder, "mirror", "ftp", "Python.tar.xz"), "0123456789");
  writeFileSync(join(folder, "mirror", "ftp", "empty"), "");
  server = await serveMirror(join(folder, "mirror"));
});
afterEach(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

const get = (path: string, init?: RequestInit) => fetch(`${server.url}${path}`, init);

/** `fetch` would tidy the path before it asks. */
const statusOf = (path: string) =>
  new Promise<number | undefined>((resolve, reject) => {
    const { hostname, port } = new URL(server.url);
    request({ hostname, port, path }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on("error", reject)
      .end();
  });

describe("a served mirror", () => {
  test("listens on loopback alone", () => {
    expect(server.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  });

  test("answers with the file and its length", async () => {
    const response = await get("/ftp/Python.tar.xz");
    expect(response.headers.get("content-length")).toBe("10");
    expect(await response.text()).toBe("0123456789");
    expect(await (await get("/ftp/empty")).text()).toBe("");
    expect((await get("/ftp/Python.tar.xz", { method: "HEAD" })).headers.get("content-length")).toBe("10");
  });

  test("lets a download go on where it stopped", async () => {
    const rest = await get("/ftp/Python.tar.xz", { headers: { range: "bytes=6-" } });
    expect([rest.status, rest.headers.get("content-range"), await rest.text()]).toEqual([206, "bytes 6-9/10", "6789"]);
    const some = await get("/ftp/Python.tar.xz", { headers: { range: "bytes=2-3" } });
    expect(await some.text()).toBe("23");
    const beyond = await get("/ftp/Python.tar.xz", { headers: { range: "bytes=10-" } });
    expect([beyond.status, beyond.headers.get("content-range")]).toEqual([416, "bytes */10"]);
  });

  test("has neither lists of folders nor its own records nor anything outside", async () => {
    for (const path of [
      "/",
      "/ftp",
      "/ftp/",
      "/ftp/none",
      "/.parts/sdk-24.json",
      "/../outside.txt",
      "/ftp/../../outside.txt",
      "/%2e%2e/outside.txt",
      "/..%2foutside.txt",
      "/ftp%2f..%2f..%2foutside.txt",
      "/ftp/Python.tar.xz%00",
      "/%zz",
    ]) {
      expect([path, await statusOf(path)]).toEqual([path, 404]);
    }
  });

  test("only reads", async () => {
    expect((await get("/ftp/Python.tar.xz", { method: "PUT", body: "x" })).status).toBe(405);
  });

  test("says that the port is taken", async () => {
    const port = Number(new URL(server.url).port);
    await expect(serveMirror(folder, { port })).rejects.toMatchObject({
      code: "WASI-MIRROR",
      message: `The mirror cannot be served on port ${port} of 127.0.0.1.`,
      details: [expect.stringContaining("EADDRINUSE")],
    });
  });
});
