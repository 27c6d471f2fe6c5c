/** Whether a file can be had, without fetching it. */
import { describe, expect, test } from "@jest/globals";
import { nodeDownloads } from "../../src/host/downloads.ts";
import { localServer } from "./local-server.ts";

const downloads = nodeDownloads({ debug: () => {}, info: () => {} });

describe("reach", () => {
  test("asks once, by HEAD, and is content with an answer", async () => {
    const methods: (string | undefined)[] = [];
    const server = await localServer((request, response) => {
      methods.push(request.method);
      response.end();
    });
    await expect(downloads.reach(`${server.url}/file`, { timeoutMs: 2000 })).resolves.toBeUndefined();
    expect(methods).toEqual(["HEAD"]);
    await server.close();
  });

  test("tells the status of a file that is not there, and does not try again", async () => {
    const server = await localServer((_request, response) => response.writeHead(503).end());
    await expect(downloads.reach(`${server.url}/file`, { timeoutMs: 2000 })).resolves.toMatch(/HTTP status 503/);
    expect(server.seen).toHaveLength(1);
    await server.close();
  });

  test("does not wait for a server that says nothing", async () => {
    const server = await localServer(() => {});
    await expect(downloads.reach(`${server.url}/file`, { timeoutMs: 200 })).resolves.toMatch(/does not answer/);
    await server.close();
  });

  test("looks at a path on the disk", async () => {
    await expect(downloads.reach(import.meta.filename, { timeoutMs: 1 })).resolves.toBeUndefined();
    await expect(downloads.reach("/no/such/file", { timeoutMs: 1 })).resolves.toBe("/no/such/file does not exist");
  });
});
