/**
 * Compares the lock with PEP 11's text and with `Platforms/WASI/config.toml` of CPython's branches, and writes the rows
 * that are new. What contradicts is left to a person: then nothing is written and the exit code is 1.
 *
 * npm run update:lock [-- --pep PLACE --config-3.15 PLACE …]
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { nodeHost } from "../src/host/node-host.ts";
import { CONFIG_TOML, parseWasiConfig } from "../src/lock/config-toml.ts";
import { type BranchConfig, formatLock, type LockTable, lockUpdate } from "./update/lock-table.ts";
import { parsePep11 } from "./update/pep-11.ts";
import { placeOf, readPlace } from "./update/place.ts";

const PEP_11 = "https://raw.githubusercontent.com/python/peps/main/peps/pep-0011.rst";
/** The first branch whose tree names its SDK. */
const FIRST_WITH_CONFIG = 15;

const path = join(import.meta.dirname, "..", "src", "lock", "lock.json");
const known: LockTable = JSON.parse(readFileSync(path, "utf8"));
const host = nodeHost();
const argv = process.argv.slice(2);

const pep = parsePep11(await readPlace(host, placeOf(argv, "pep", PEP_11)));
const configs: BranchConfig[] = [];
for (const { python } of pep.rows.filter(({ python }) => Number(python.slice(2)) >= FIRST_WITH_CONFIG)) {
  const published = `https://raw.githubusercontent.com/python/cpython/${python}/${CONFIG_TOML}`;
  const config = parseWasiConfig(await readPlace(host, placeOf(argv, `config-${python}`, published)));
  if (!config) throw new Error(`${CONFIG_TOML} of ${python} names no SDK; its format has changed.`);
  configs.push({ python, sdk: config.sdk });
}

const { table, changes, contradictions } = lockUpdate(known, pep, configs);
for (const line of [...changes, ...contradictions]) console.log(line);
if (contradictions.length > 0) process.exitCode = 1;
else if (changes.length > 0) writeFileSync(path, formatLock(table));
else console.log("The lock is as PEP 11 and CPython's branches have it.");
