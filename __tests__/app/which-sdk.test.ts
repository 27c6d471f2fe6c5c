import { describe, expect, test } from "@jest/globals";
import { whichSdk } from "../../src/app/which-sdk.ts";
import { lockFor } from "../../src/lock/lock.ts";
import type { DownloadSettings } from "../../src/pins/pin.ts";
import { python } from "../cpython/small-cpython.ts";
import { fakeHost } from "../host/fake-host.ts";
import { errorOf } from "../user-error.ts";

const ORIGIN: DownloadSettings = { mirror: undefined, manifest: undefined, githubToken: undefined };
const LOCK = lockFor(python("3.13.5"), undefined);

const sdkFiles = (path: string, version = "") => ({
  [`${path}/bin/clang`]: "",
  [`${path}/bin/wasm-ld`]: "",
  [`${path}/share/wasi-sysroot/include/stdio.h`]: "",
  [`${path}/share/wasi-sysroot/lib/libc.a`]: "",
  ...(version === "" ? {} : { [`${path}/VERSION`]: `${version}\n` }),
});

const machine = (paths: Readonly<Record<string, string>>, env: Readonly<Record<string, string>> = {}) =>
  fakeHost({
    env,
    files: Object.assign({}, ...Object.entries(paths).map(([path, version]) => sdkFiles(path, version))),
    programs: { clang: () => ({ stdout: "clang version 18.1.2\n" }) },
  });

const inputs = (given: { wasiSdkPath?: string; wasiSdkVersion?: number; strict?: boolean }) => ({
  wasiSdkPath: undefined,
  wasiSdkVersion: undefined,
  strict: true,
  ...given,
});

describe("wasi-sdk-path", () => {
  test("to the locked SDK is used, and the log says where it lies", async () => {
    const host = machine({ "/opt/wasi-sdk-24.0": "" });
    const { sdk, deviation } = await whichSdk(host, inputs({ wasiSdkPath: "/opt/wasi-sdk-24.0" }), LOCK, ORIGIN);
    expect([sdk.number, sdk.installed, deviation]).toEqual([24, false, undefined]);
    expect(host.lines).toContain("info: WASI SDK 24 in /opt/wasi-sdk-24.0");
  });

  test("to a package's /opt/wasi-sdk is used, where clang's version is one that the locked SDK has", async () => {
    const { sdk } = await whichSdk(
      machine({ "/opt/wasi-sdk": "" }),
      inputs({ wasiSdkPath: "/opt/wasi-sdk" }),
      LOCK,
      ORIGIN,
    );
    expect(sdk.number).toBe(24);
  });

  test("to another SDK is a deviation from the lock, refused or warned about", async () => {
    const host = machine({ "/opt/sdk": "33.0" });
    const error = await errorOf(() => whichSdk(host, inputs({ wasiSdkPath: "/opt/sdk" }), LOCK, ORIGIN));
    expect(error.code).toBe("WASI-LOCK-MISMATCH");
    const loose = await whichSdk(host, inputs({ wasiSdkPath: "/opt/sdk", strict: false }), LOCK, ORIGIN);
    expect(loose.sdk.number).toBe(33);
    expect(host.lines.join("\n")).toContain("warning: WASI SDK 33 is not the locked one");
  });

  test("to a barred SDK is refused in either mode", async () => {
    const loose = inputs({ wasiSdkPath: "/opt/sdk", strict: false });
    expect((await errorOf(() => whichSdk(machine({ "/opt/sdk": "27.0" }), loose, LOCK, ORIGIN))).code).toBe(
      "WASI-LOCK-BARRED",
    );
  });

  describe("to a distribution's prefix", () => {
    const usr = (without = "") => {
      const parts = {
        "/usr/bin/env": "",
        "/usr/bin/clang": "",
        "/usr/bin/wasm-ld": "",
        "/usr/bin/llvm-ar": "",
        "/usr/lib/clang/19/lib/wasi/libclang_rt.builtins-wasm32.a": "",
        "/usr/lib/clang/19/include/stddef.h": "",
        "/usr/share/wasi-sysroot/include/wasm32-wasi/stdio.h": "",
        "/usr/share/wasi-sysroot/lib/wasm32-wasi/libc.a": "",
      };
      return fakeHost({
        files: Object.fromEntries(Object.entries(parts).filter(([path]) => path !== without)),
        programs: {
          clang: ({ args }) => ({
            stdout: args[0] === "-print-resource-dir" ? "/usr/lib/clang/19\n" : "Fedora clang version 19.1.7\n",
          }),
        },
      });
    };

    test("is a deviation from the lock, refused with its compiler named", async () => {
      const error = await errorOf(() => whichSdk(usr(), inputs({ wasiSdkPath: "/usr" }), LOCK, ORIGIN));
      expect(error.code).toBe("WASI-LOCK-MISMATCH");
      expect(error.message).toContain("/usr has Fedora clang version 19.1.7 and the distribution's wasi-libc");
    });

    test("is arranged as an SDK where a deviation is allowed", async () => {
      const host = usr();
      const { sdk, deviation } = await whichSdk(host, inputs({ wasiSdkPath: "/usr", strict: false }), LOCK, ORIGIN);
      expect(sdk).toMatchObject({ number: 24, standIn: true, installed: true });
      expect(sdk.path).toMatch(/^\/tools\/wasi-sdk-distribution\/24\.0\.0-d/);
      expect(host.lines).toContain(`warning: ${deviation}`);
      expect(host.text(`${sdk.path}/bin/clang++`)).toContain("exec '/usr/bin/clang++' --target=wasm32-wasi ");
      expect(host.links.get(`${sdk.path}/bin/llvm-ar`)).toBe("/usr/bin/llvm-ar");
    });

    test("with a package missing names it", async () => {
      const missing = usr("/usr/lib/clang/19/lib/wasi/libclang_rt.builtins-wasm32.a");
      const error = await errorOf(() =>
        whichSdk(missing, inputs({ wasiSdkPath: "/usr", strict: false }), LOCK, ORIGIN),
      );
      expect([error.code, error.message]).toEqual([
        "WASI-SDK-PATH",
        "/usr has a distribution's wasi-libc, but not all that a WASI SDK is made of: it lacks libclang-rt-19-dev-wasm32.",
      ]);
    });
  });

  test("to another SDK than wasi-sdk-version says is a contradiction", async () => {
    const both = inputs({ wasiSdkPath: "/opt/sdk", wasiSdkVersion: 24 });
    expect((await errorOf(() => whichSdk(machine({ "/opt/sdk": "33.0" }), both, LOCK, ORIGIN))).message).toBe(
      "/opt/sdk is WASI SDK 33, not 24.",
    );
  });
});

describe("WASI_SDK_PATH", () => {
  const env = { WASI_SDK_PATH: "/opt/sdk" };

  test("is honoured where it is the locked SDK", async () => {
    const { sdk } = await whichSdk(machine({ "/opt/sdk": "24.0" }, env), inputs({}), LOCK, ORIGIN);
    expect(sdk.path).toBe("/opt/sdk");
  });

  test("is honoured in the tool cache too, but one of our own is found there by itself", async () => {
    const others = { WASI_SDK_PATH: "/tools/wasi-sdk" };
    const { sdk } = await whichSdk(machine({ "/tools/wasi-sdk": "24.0" }, others), inputs({}), LOCK, ORIGIN);
    expect(sdk.path).toBe("/tools/wasi-sdk");
    const ours = "/tools/wasi-sdk/24.0.0-mabc/x64";
    const host = machine({ [ours]: "24.0" }, { WASI_SDK_PATH: ours });
    await errorOf(() => whichSdk(host, inputs({}), LOCK, ORIGIN));
    expect(host.requests).toHaveLength(1);
  });

  test("that does not fit is passed over, and the log says why", async () => {
    const host = machine({ "/opt/sdk": "33.0" }, env);
    await errorOf(() => whichSdk(host, inputs({}), LOCK, ORIGIN));
    expect(host.lines).toContain("info: WASI_SDK_PATH is not used: /opt/sdk is WASI SDK 33, not 24.");
  });

  test("has no say where a mirror or manifest has it", async () => {
    const host = machine({ "/opt/sdk": "24.0" }, env);
    const error = await errorOf(() => whichSdk(host, inputs({}), LOCK, { ...ORIGIN, mirror: "/mirror" }));
    expect(error.code).toBe("WASI-DOWNLOAD-NOT-FOUND");
  });
});
