/** What configure checks cost: small programs through the launchers of the cross environment, against bare clang. */
import { join } from "node:path";
import type { Host } from "../../src/host/host.ts";
import type { TimeTable } from "./time-table.ts";
import { timed } from "./timed.ts";

const CHECKS = 200;
/** Both take turns so often, so that a slow moment of the machine meets both. */
const ROUNDS = 10;

const CHECK = `#include <stdio.h>
int main(void) { return puts("found") < 0; }
`;

/**
 * @param variables of the cross environment, as `pywasi env --json` prints them
 * @param work absolute folder
 */
export async function configureLinks(
  host: Host,
  variables: Readonly<Record<string, string>>,
  work: string,
): Promise<TimeTable> {
  await host.files.write(join(work, "conftest.c"), CHECK);
  const bare = join(variables.WASI_SDK_PATH ?? "", "bin", "clang");
  const ours = variables.CC ?? "";
  const measure = async (name: string, args: string) => {
    const sums = [0, 0];
    for (let round = 0; round < ROUNDS; round++) {
      for (const [i, compiler] of [bare, ours].entries()) {
        const script = `cd '${work}'; for i in {1..${CHECKS / ROUNDS}}; do ${compiler} ${args}; done`;
        sums[i] = (sums[i] ?? 0) + (await timed(host, script, variables)).wall;
      }
    }
    return { name, milliseconds: sums };
  };
  await timed(host, `cd '${work}'; ${ours} -O2 -c conftest.c -o conftest.o`, variables);
  return {
    id: "configure-checks",
    title: "Configure checks",
    note: `${CHECKS} programs one after the other, in turns of ${CHECKS / ROUNDS}.`,
    columns: ["the SDK's clang alone", "through our launchers"],
    rows: [
      await measure("link of an object", "conftest.o -o conftest.wasm"),
      await measure("compile and link, as `AC_LINK_IFELSE` does", "-O2 conftest.c -o conftest.wasm"),
    ],
  };
}
