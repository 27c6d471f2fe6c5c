/** The thread that a guest runs in: runs the module under node:wasi and answers once. */
import { parentPort, workerData } from "node:worker_threads";
import { runGuest } from "./host/guest-thread.ts";
import type { GuestWork } from "./host/guests.ts";

parentPort?.postMessage(await runGuest(workerData as GuestWork));
