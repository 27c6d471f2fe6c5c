/** The local mirror that `npm test` has assembled, served on loopback as a company would serve one. */
import { serveMirror } from "../src/app/mirror.ts";
import type { ActResult, Runner } from "./act.ts";

export function testMirrorFolder(): string {
  const folder = process.env.PYWASI_TEST_MIRROR;
  if (folder === undefined) throw new Error("There is no local mirror for the tests. Run them with: npm test -- e2e");
  return folder;
}

function serveTestMirror(): Promise<{ readonly url: string; close(): Promise<void> }> {
  return serveMirror(testMirrorFolder());
}

/** Runs a workflow while the mirror is served, as its `vars.MIRROR`. */
export async function runOverMirror(runner: Runner, workflow: string, timeoutMs: number): Promise<ActResult> {
  const mirror = await serveTestMirror();
  try {
    return await runner.run({ workflow, vars: { MIRROR: mirror.url }, timeoutMs });
  } finally {
    await mirror.close();
  }
}
