/** Entry of the compiler launchers of Windows: `wasi-cc.mjs SETTINGS_FILE ARGUMENT…`; see cross/compiler-call.ts. */
import { spawnSync } from "node:child_process";
import { appendFileSync, readFileSync } from "node:fs";
import { compilerCall } from "./cross/compiler-call.ts";

const [file = "", ...given] = process.argv.slice(2);
const settings = JSON.parse(readFileSync(file, "utf8"));
const { args, dropped } = compilerCall(given, settings);
const log = process.env.PYWASI_DROP_LOG;
if (log && dropped.length > 0) appendFileSync(log, dropped.map((line) => `${line}\n`).join(""));
const { status, error } = spawnSync(settings.compiler, args, { stdio: "inherit" });
if (error) throw error;
process.exitCode = status ?? 1;
