/** The command-line tool `pywasi`. */

import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { commandLine } from "./app/command-line.ts";
import { nodeGuests } from "./host/guests.ts";
import { nodeHost } from "./host/node-host.ts";
import { explainedDisk } from "./pins/failures.ts";
import { describeError, UserError } from "./report/errors.ts";

const worker = join(dirname(fileURLToPath(import.meta.url)), "wasi-worker.mjs");
try {
  process.exitCode = await commandLine(nodeHost(), nodeGuests(worker), process.argv.slice(2), (text) =>
    console.log(text),
  );
} catch (thrown) {
  const error = explainedDisk(thrown);
  if (error instanceof UserError && process.env.PYWASI_DEBUG !== "1") console.error(describeError(error));
  else console.error(error);
  process.exitCode = error instanceof UserError ? error.exitCode : 1;
}
