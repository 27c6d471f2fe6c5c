/** An HTTP server on loopback that behaves as badly as the test says. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export interface SeenRequest {
  readonly url: string;
  readonly headers: IncomingMessage["headers"];
}

export interface LocalServer {
  readonly url: string;
  readonly port: number;
  /** Requests so far, in order. */
  readonly seen: SeenRequest[];
  close(): Promise<void>;
}

/** @param answer called for each request with its number, from 1 */
export async function localServer(
  answer: (request: IncomingMessage, response: ServerResponse, number: number) => void,
): Promise<LocalServer> {
  const seen: SeenRequest[] = [];
  const server = createServer((request, response) => {
    seen.push({ url: request.url ?? "", headers: request.headers });
    answer(request, response, seen.length);
  });
  const port = await listen(server);
  return { url: `http://127.0.0.1:${port}`, port, seen, close: () => close(server) };
}

export async function listen(server: Server): Promise<number> {
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return (server.address() as AddressInfo).port;
}

export async function close(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise((done) => server.close(done));
}
