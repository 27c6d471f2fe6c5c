import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { nodeDownloads } from "../../src/host/downloads.ts";
import { type LocalServer, localServer } from "./local-server.ts";
import { scratchFolder } from "./scratch.ts";

const folder = scratchFolder();
const BODY = Buffer.alloc(300_000, "0123456789abcdef\n");
const hash = (name: string) => createHash(name).update(BODY).digest("hex");
const WHOLE = { sha256: hash("sha256"), sha512: hash("sha512"), bytes: BODY.length };

let messages: string[];
let server: LocalServer | undefined;
let destination: string;
let serial = 0;

beforeEach(() => {
  messages = [];
  serial += 1;
  destination = join(folder, `${serial}`, "file.bin");
});
afterEach(async () => {
  await server?.close();
  server = undefined;
});

const log = { debug: () => {}, info: (message: string) => void messages.push(message) };
const downloads = (limits = {}) => nodeDownloads(log, { firstPause: 5, longestPause: 50, idle: 300, ...limits });
const serve = async (answer: (request: IncomingMessage, response: ServerResponse, number: number) => void) => {
  server = await localServer(answer);
  return server;
};
const nothingLeft = () => {
  expect(existsSync(destination)).toBe(false);
  expect(readdirSync(join(folder, `${serial}`))).toEqual([]);
};

describe("a download from a server", () => {
  test("arrives whole, with both hashes, its size and its progress", async () => {
    const { url } = await serve((_request, response) => response.setHeader("content-length", BODY.length).end(BODY));
    const progress: [number, number | undefined][] = [];
    const onProgress = (done: number, total: number | undefined) => void progress.push([done, total]);
    expect(await downloads().file(`${url}/file`, destination, { onProgress })).toEqual(WHOLE);
    expect(readFileSync(destination).equals(BODY)).toBe(true);
    expect(progress.at(-1)).toEqual([BODY.length, BODY.length]);
  });

  test("that meets a 500 is tried again, and the log says so", async () => {
    const { url } = await serve((_request, response, number) => {
      if (number === 1) response.writeHead(500).end("down");
      else response.end(BODY);
    });
    expect(await downloads().file(url, destination)).toEqual(WHOLE);
    expect(messages).toEqual([expect.stringMatching(/HTTP status 500; trying again in 1 s \(1 of 4\)/)]);
  });

  test("that always meets a 503 fails with the status after five attempts and leaves nothing", async () => {
    const { url, seen } = await serve((_request, response) => response.writeHead(503).end("half a"));
    await expect(downloads().file(url, destination)).rejects.toMatchObject({ kind: "http-status", status: 503 });
    expect(seen).toHaveLength(5);
    nothingLeft();
  });

  test.each([401, 403, 404, 410])("that meets a %i is not tried again", async (status) => {
    const { url, seen } = await serve((_request, response) => response.writeHead(status).end());
    await expect(downloads().file(url, destination)).rejects.toMatchObject({ kind: "http-status", status });
    expect(seen).toHaveLength(1);
    nothingLeft();
  });

  test("waits as long as Retry-After asks, but no longer than the limit", async () => {
    const { url } = await serve((_request, response, number) => {
      if (number === 1) response.writeHead(429, { "retry-after": "3600" }).end();
      else response.end(BODY);
    });
    const started = performance.now();
    await downloads({ firstPause: 1, longestPause: 150 }).file(url, destination);
    expect(performance.now() - started).toBeGreaterThan(140);
    expect(performance.now() - started).toBeLessThan(20_000);
  });

  test("whose body breaks off goes on where it stopped, and is hashed as one", async () => {
    const half = 100_000;
    const { url, seen } = await serve((request, response, number) => {
      const headers = { etag: '"v1"', "content-length": BODY.length };
      if (number === 1) {
        response.writeHead(200, headers).write(BODY.subarray(0, half), () => setTimeout(() => response.destroy(), 50));
        return;
      }
      const start = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? "")?.[1]);
      response
        .writeHead(206, {
          "content-range": `bytes ${start}-${BODY.length - 1}/${BODY.length}`,
          "content-length": BODY.length - start,
        })
        .end(BODY.subarray(start));
    });
    expect(await downloads().file(url, destination)).toEqual(WHOLE);
    expect(seen[1]?.headers).toMatchObject({ range: `bytes=${half}-`, "if-range": '"v1"' });
    expect(readFileSync(destination).equals(BODY)).toBe(true);
  });

  test("starts again where the file has changed in the meantime", async () => {
    const { url } = await serve((_request, response, number) => {
      if (number === 1) {
        response.writeHead(200, { etag: '"old"', "content-length": 500_000 });
        response.write(Buffer.alloc(200_000, "x"), () => setTimeout(() => response.destroy(), 50));
      } else response.writeHead(200, { etag: '"new"' }).end(BODY);
    });
    expect(await downloads().file(url, destination)).toEqual(WHOLE);
    expect(readFileSync(destination).equals(BODY)).toBe(true);
  });

  test("starts again where the server resumes at another place", async () => {
    const { url } = await serve((_request, response, number) => {
      if (number === 1) {
        response.writeHead(200, { etag: '"v1"', "content-length": BODY.length });
        response.write(BODY.subarray(0, 100_000), () => setTimeout(() => response.destroy(), 50));
      } else if (number === 2) response.writeHead(206, { "content-range": "bytes 5-9/300000" }).end("wrong");
      else response.writeHead(200).end(BODY);
    });
    expect(await downloads().file(url, destination)).toEqual(WHOLE);
  });

  test("does not resume a file that the server gives no name for", async () => {
    const { url, seen } = await serve((_request, response, number) => {
      if (number === 1) {
        response.writeHead(200, { etag: 'W/"weak"', "content-length": BODY.length });
        response.write(BODY.subarray(0, 100_000), () => setTimeout(() => response.destroy(), 50));
      } else response.end(BODY);
    });
    expect(await downloads().file(url, destination)).toEqual(WHOLE);
    expect(seen[1]?.headers.range).toBeUndefined();
  });

  test("that is always shorter than it says fails and leaves nothing", async () => {
    const { url } = await serve((_request, response) => {
      response.writeHead(200, { "content-length": BODY.length + 10 }).write(BODY, () => response.destroy());
    });
    await expect(downloads({ attempts: 2 }).file(url, destination)).rejects.toMatchObject({ kind: "network" });
    nothingLeft();
  });

  test("from a server that goes silent in the middle ends", async () => {
    const { url } = await serve((_request, response) => {
      response.writeHead(200, { "content-length": BODY.length }).write(BODY.subarray(0, 1000));
    });
    await expect(downloads({ attempts: 2 }).file(url, destination)).rejects.toThrow(/no data came for 0.3 s/);
    nothingLeft();
  });

  test("from a server that never answers ends", async () => {
    const { url } = await serve(() => {});
    await expect(downloads({ attempts: 1 }).file(url, destination)).rejects.toMatchObject({ kind: "network" });
    nothingLeft();
  });

  test("from nobody ends", async () => {
    const failure = downloads({ attempts: 1 }).file("http://127.0.0.1:9/file", destination);
    await expect(failure).rejects.toThrow(/http:\/\/127\.0\.0\.1:9\/file could not be read: .*ECONNREFUSED/);
  });

  test("follows redirects, relative ones and those to another server", async () => {
    const other = await localServer((_request, response) => response.end(BODY));
    try {
      const { url } = await serve((request, response) => {
        const location = request.url === "/a/start" ? "next" : `${other.url}/file`;
        response.writeHead(302, { location }).end("moved");
      });
      expect(await downloads().file(`${url}/a/start`, destination)).toEqual(WHOLE);
      expect(server?.seen.map((request) => request.url)).toEqual(["/a/start", "/a/next"]);
    } finally {
      await other.close();
    }
  });

  test("that is sent round in circles ends", async () => {
    const { url } = await serve((_request, response) => response.writeHead(302, { location: "/again" }).end());
    await expect(downloads().file(url, destination)).rejects.toThrow(/redirects more than 10 times/);
  });

  test("does not show the token to a mirror", async () => {
    const { url, seen } = await serve((_request, response) => response.end(BODY));
    await downloads().file(url, destination, { githubToken: "secret" });
    expect(JSON.stringify(seen)).not.toContain("secret");
  });

  test("logs in where the URL says how, and shows it to nobody else", async () => {
    const other = await localServer((_request, response) => response.end(BODY));
    try {
      const { port, seen } = await serve((request, response) => {
        if (request.headers.authorization === undefined) response.writeHead(401).end();
        else response.writeHead(302, { location: `${other.url}/file` }).end();
      });
      await downloads().file(`http://user:p%40ss@127.0.0.1:${port}/file`, destination);
      expect(seen[0]?.headers.authorization).toBe(`Basic ${Buffer.from("user:p@ss").toString("base64")}`);
      expect(other.seen[0]?.headers.authorization).toBeUndefined();
    } finally {
      await other.close();
    }
  });

  test("does not show the URL's password when it fails", async () => {
    const { port } = await serve((_request, response) => response.writeHead(403).end());
    await expect(downloads().file(`http://user:secret@127.0.0.1:${port}/file`, destination)).rejects.toMatchObject({
      message: `http://127.0.0.1:${port}/file answered with HTTP status 403`,
    });
  });

  test("takes the bytes as they are, even where the server calls them compressed", async () => {
    const { url, seen } = await serve((_request, response) =>
      response.writeHead(200, { "content-encoding": "gzip" }).end(BODY),
    );
    expect(await downloads().file(url, destination)).toEqual(WHOLE);
    expect(seen[0]?.headers["accept-encoding"]).toBe("identity");
  });
});

test("a mistake of ours is not called a trouble of the network", async () => {
  const { url, seen } = await serve((_request, response) => response.end(BODY));
  const onProgress = () => {
    throw new TypeError("no such thing");
  };
  await expect(downloads().file(url, destination, { onProgress })).rejects.toThrow(TypeError);
  expect(seen).toHaveLength(1);
});

test("what is no URL and no path says so", async () => {
  await expect(downloads().file("mirror.test/file", destination)).rejects.toMatchObject({
    kind: "network",
    message: "mirror.test/file could not be read: Invalid URL",
  });
});

describe("a download from a path", () => {
  test.each([
    ["an absolute path", (path: string) => path],
    ["a file: URL", (path: string) => pathToFileURL(path).href],
  ])("given as %s is copied and hashed", async (_kind, url) => {
    const source = join(folder, "source file.bin");
    writeFileSync(source, BODY);
    expect(await downloads().file(url(source), destination)).toEqual(WHOLE);
    expect(readFileSync(destination).equals(BODY)).toBe(true);
  });

  test("that does not exist says so", async () => {
    const missing = join(folder, "missing");
    await expect(downloads().file(missing, destination)).rejects.toMatchObject({
      kind: "not-found",
      message: `${missing} does not exist`,
    });
    nothingLeft();
  });
});

if (process.platform === "linux") {
  test("a download onto a full disk says how much is free where, and leaves nothing", async () => {
    const { url } = await serve((_request, response) => response.end(BODY));
    await downloads().file(url, destination);
    const full = join(folder, `${serial}`, "full.bin");
    symlinkSync("/dev/full", `${full}.partial`);
    await expect(downloads().file(url, full)).rejects.toMatchObject({
      kind: "no-space",
      message: expect.stringMatching(/^no room is left in .*full\.bin\.partial \(\d+ of \d+ bytes are free\)$/),
    });
    expect(readdirSync(join(folder, `${serial}`))).toEqual(["file.bin"]);
  });
}

describe("JSON", () => {
  test("is read from a server, asked for as JSON", async () => {
    const { url, seen } = await serve((_request, response) => response.end('{"a": [1]}'));
    expect(await downloads().json(url)).toEqual({ a: [1] });
    expect(seen[0]?.headers.accept).toBe("application/json");
  });

  test("is read from a path", async () => {
    const path = join(folder, "index.json");
    writeFileSync(path, "[1, 2]");
    expect(await downloads().json(path)).toEqual([1, 2]);
  });

  test("that is a proxy's login page is refused", async () => {
    const { url } = await serve((_request, response) => response.end("<html>"));
    await expect(downloads().json(url)).rejects.toMatchObject({ kind: "not-json" });
  });
});
