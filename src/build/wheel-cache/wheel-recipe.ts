/**
 * Everything but the sources and the versions of the requirements that decides what a build makes, as one hash.
 *
 * What is left out must not change a wheel; what is in and changes for nothing costs a build. So of the machine's
 * environment all counts but what runners, shells and desktops set anew each time.
 */
import { join } from "node:path";
import type { Host } from "../../host/host.ts";
import type { BuildRequest } from "../build-wheel.ts";
import { sha256 } from "../source/source-identity.ts";

const PASSING =
  /^(?:GITHUB_|RUNNER_|ACTIONS_|INPUT_|PYWASI_|ACT$|CI$|PATH$|O?L?D?PWD$|HOME$|HOSTNAME$|USER$|LOGNAME$|SHELL$|SHLVL$|_$|TERM|COLOR|LANG|LC_|LS_|LESS|TMP|TEMP|XDG_|DBUS_|SSH_|VSCODE_|npm_|NODE|INIT_CWD$|Image|JAVA_HOME|STATS_|SYSTEMD_|INVOCATION_ID$|JOURNAL_|MEMORY_PRESSURE_|PIP_|https?_proxy$|no_proxy$|all_proxy$)/i;

/** What of the product makes wheels: its linker and its compiler on Windows, and the folders below. */
const MAKERS = ["dist/wasi-ld.mjs", "dist/wasi-cc.mjs", "package.json"];
/** The headers that the compiler reads before the SDK's; the library beside them has a hash of its own in its path. */
const FOLDERS = ["python", "target/libc/include"];

/** @returns a hash in hexadecimal */
export async function wheelRecipe(host: Host, request: BuildRequest): Promise<string> {
  const { target, cross } = request;
  return sha256(
    JSON.stringify({
      format: 1,
      product: await productIdentity(host),
      python: [target.version.text, target.origin, request.buildPython],
      sdk: request.sdk ?? target.sdk,
      cross: await crossIdentity(host, request),
      environment: Object.entries(host.env)
        .filter(([name, value]) => !PASSING.test(name) && cross.variables[name] !== value)
        .sort(),
      settings: [request.configSettings, Object.entries(request.environment).sort(), request.beforeBuild ?? null],
      wheel: [request.platformTag ?? null, request.allowPure ?? false],
    }),
  );
}

async function productIdentity(host: Host): Promise<readonly string[]> {
  const { product } = host.folders;
  const made = FOLDERS.map(async (folder) => {
    const files = (await host.files.info(join(product, folder))) ? await host.files.walk(join(product, folder)) : [];
    return files.map((file) => `${folder}/${file}`);
  });
  const files = [...MAKERS, ...(await Promise.all(made)).flat()].filter(
    (file) => !file.includes("__pycache__") && !file.startsWith("python/tests/"),
  );
  return Promise.all(
    files.map(async (file) => {
      const path = join(product, file);
      return `${file} ${(await host.files.info(path)) ? sha256(await host.files.readBytes(path)) : "-"}`;
    }),
  );
}

/**
 * The cross environment without where it and the product lie and without PATH, wherever it stands in a file: PATH is
 * longer in the second step of a job than in the first, and under npm than in a shell; the folder is named for a hash
 * that PATH is part of; another copy of the product makes the same wheels.
 */
async function crossIdentity(host: Host, { cross }: BuildRequest): Promise<readonly string[]> {
  const folder = join(cross.mesonCrossFile, "..");
  const path = cross.variables.PATH ?? "";
  const placeless = (text: string) =>
    (path === "" ? text : text.replaceAll(path, "PATH"))
      .replaceAll(folder, "@")
      .replaceAll(host.folders.product, "PRODUCT");
  const variables = Object.entries(cross.variables)
    .filter(([name]) => name !== "PATH")
    .map(([name, value]) => `${name}=${placeless(value)}`);
  const files = (await host.files.info(folder)) ? await host.files.walk(folder) : [];
  const texts = files
    .filter((file) => !file.endsWith(".env"))
    .map(async (file) => `${file} ${sha256(placeless(await host.files.readText(join(folder, file))))}`);
  return [...variables.sort(), ...(await Promise.all(texts))];
}
