/** The local mirror that `npm test` has assembled, served on loopback as a company would serve one. */
import { serveMirror } from "../src/app/mirror.ts";

export function testMirrorFolder(): string {
  const folder = process.env.PYWASI_TEST_MIRROR;
  if (folder === undefined) throw new Error("There is no local mirror for the tests. Run them with: npm test -- e2e");
  return folder;
}

export function serveTestMirror(): Promise<{ readonly url: string; close(): Promise<void> }> {
  return serveMirror(testMirrorFolder());
}
