/** The action's post step: the run's scratch goes; what is installed stays for the next job on this machine. */
import { nodeHost } from "./host/node-host.ts";

const host = nodeHost({ logStyle: "github" });
await host.files.remove(host.folders.temp);
