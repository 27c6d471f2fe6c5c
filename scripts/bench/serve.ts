/** Serves a folder in a process of its own, whose time nobody is charged with: prints its URL, then each path asked for. */
import { serveFolder } from "../../src/host/static-server.ts";

const server = await serveFolder(process.argv[2] ?? ".", { onRequest: (_method, path) => console.log(path) });
console.log(server.url);
