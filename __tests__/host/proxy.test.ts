/** The real downloads through a real proxy: the one way to know that the environment's settings are heard. */
import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { connect } from "node:net";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, test } from "@jest/globals";
import { nodeDownloads } from "../../src/host/downloads.ts";
import { explaining } from "../../src/pins/failures.ts";
import { errorOf } from "../user-error.ts";
import { close, type LocalServer, listen, localServer } from "./local-server.ts";
import { scratchFolder } from "./scratch.ts";

const folder = scratchFolder();
const destination = join(folder, "file");
const downloads = nodeDownloads({ debug: () => {}, info: () => {} }, { attempts: 2, firstPause: 1 });

let origin: LocalServer;
let proxy: Server;
let proxyPort: number;
let refuse = false;
const tunnels: string[] = [];

beforeAll(async () => {
  origin = await localServer((_request, response) => response.end("through the proxy"));
  proxy = createServer();
  // Names that only the proxy knows: whatever host is asked for is the local server.
  proxy.on("connect", (request, client, head) => {
    tunnels.push(request.url ?? "");
    if (refuse) {
      client.end("HTTP/1.1 407 Proxy Authentication Required\r\n\r\n");
      return;
    }
    const upstream = connect(origin.port, "127.0.0.1", () => {
      client.write("HTTP/1.1 200 Connection established\r\n\r\n");
      upstream.write(head);
      upstream.pipe(client).pipe(upstream);
    });
    for (const socket of [upstream, client]) socket.on("error", () => {});
  });
  proxyPort = await listen(proxy);
});
afterAll(async () => {
  await origin.close();
  await close(proxy);
});
afterEach(() => {
  for (const name of ["http_proxy", "no_proxy"]) delete process.env[name];
  tunnels.length = 0;
  refuse = false;
});

test("a download goes through the proxy that http_proxy names", async () => {
  process.env.http_proxy = `http://127.0.0.1:${proxyPort}`;
  await downloads.file("http://files.invalid/sdk.tar.gz", destination);
  expect(readFileSync(destination, "utf8")).toBe("through the proxy");
  expect(tunnels).toEqual(["files.invalid:80"]);
});

test("a host that no_proxy names is asked directly", async () => {
  process.env.http_proxy = `http://127.0.0.1:${proxyPort}`;
  process.env.no_proxy = "other.test,.invalid";
  await expect(downloads.file("http://files.invalid/sdk.tar.gz", destination)).rejects.toMatchObject({
    kind: "network",
  });
  expect(tunnels).toEqual([]);
});

test("a mirror on this machine is asked directly, whatever proxy is set", async () => {
  process.env.http_proxy = `http://127.0.0.1:${proxyPort}`;
  await downloads.file(`${origin.url}/sdk.tar.gz`, destination);
  expect(tunnels).toEqual([]);
});

test("a proxy that wants a password is asked once, and named as the cause", async () => {
  refuse = true;
  process.env.http_proxy = `http://127.0.0.1:${proxyPort}`;
  const failure = downloads.file("http://files.invalid/sdk.tar.gz", destination);
  await expect(failure).rejects.toMatchObject({ kind: "network", message: expect.stringContaining("407") });
  expect(tunnels).toHaveLength(1);
});

test("a proxy that does not answer is named, without its password, and its variable is what the error sends to", async () => {
  process.env.http_proxy = "http://me:secret@127.0.0.1:9";
  const download = () => downloads.file("http://files.invalid/sdk.tar.gz", destination);
  const error = await errorOf(() => explaining({ what: "sdk.tar.gz" }, download));
  expect(error.message).toContain(
    "http://files.invalid/sdk.tar.gz could not be read through the proxy http://127.0.0.1:9: ",
  );
  expect(error.message).not.toContain("secret");
  expect(error.remedy).toContain("the proxy which https_proxy or http_proxy names");
});
