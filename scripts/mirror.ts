/** `npm run mirror -- PART… [--serve] [--folder DIR]`: `pywasi mirror` out of the sources. */
import { once } from "node:events";
import { mirror } from "../src/app/mirror.ts";
import { nodeHost } from "../src/host/node-host.ts";
import { parseArguments } from "../src/inputs/arguments.ts";
import { describeError, UserError } from "../src/report/errors.ts";

const host = nodeHost();
const terminal = {
  print: (line: string) => void process.stdout.write(`${line}\n`),
  untilEnd: async () => void (await Promise.race([once(process, "SIGINT"), once(process, "SIGTERM")])),
};

try {
  const { operands, switches, extras } = parseArguments(["mirror", ...process.argv.slice(2)], host.env);
  await mirror(host, terminal, {
    parts: operands,
    folder: extras.folder?.at(-1),
    port: extras.port?.at(-1),
    serve: switches.has("serve"),
    json: switches.has("json"),
  });
} catch (error) {
  if (!(error instanceof UserError)) throw error;
  process.stderr.write(`${describeError(error)}\n`);
  process.exitCode = error.exitCode;
}
