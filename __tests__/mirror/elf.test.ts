import { readFileSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import { readElf, withRunpath } from "../../src/mirror/elf.ts";
import { elfFile } from "./elf-file.ts";

describe("an ELF file", () => {
  test("tells its name, the libraries that it needs and where it looks for them", () => {
    const file = elfFile({ needed: ["libz.so.1", "libc.so.6"], soname: "libxml2.so.2", runpath: "$ORIGIN/../lib" });
    expect(readElf(file)).toEqual({
      needed: ["libz.so.1", "libc.so.6"],
      soname: "libxml2.so.2",
      runpath: "$ORIGIN/../lib",
    });
  });

  test("of another class, or none at all, is not read", () => {
    expect(readElf(new TextEncoder().encode("#!/bin/sh\nexec true\n"))).toBeUndefined();
    const of32Bits = elfFile({ needed: [] });
    of32Bits[4] = 1;
    expect(readElf(of32Bits)).toBeUndefined();
  });

  const onLinux = process.platform === "linux" ? test : test.skip;
  onLinux("of the machine is read as well", () => {
    expect(readElf(readFileSync(process.execPath))?.needed).toContain("libc.so.6");
  });
});

describe("a RUNPATH", () => {
  test("is added where the linker left room, and nothing else is said differently afterwards", () => {
    const file = elfFile({ needed: ["libicuuc.so.72"], soname: "libxml2.so.2" });
    const changed = withRunpath(file, "$ORIGIN");
    expect(readElf(changed)).toEqual({ needed: ["libicuuc.so.72"], soname: "libxml2.so.2", runpath: "$ORIGIN" });
    expect(changed).toHaveLength(file.length);
  });

  test("leaves the file that it was given as it was", () => {
    const file = elfFile({ needed: [] });
    const before = file.slice();
    withRunpath(file, "$ORIGIN");
    expect(file).toEqual(before);
  });

  test("is refused where the dynamic section has no tag to spare", () => {
    expect(() => withRunpath(elfFile({ needed: [], nulls: 1 }), "$ORIGIN")).toThrow("no room for a RUNPATH");
  });

  test("is refused where the next segment begins at once", () => {
    expect(() => withRunpath(elfFile({ needed: [], gap: 4 }), "$ORIGIN")).toThrow("no room for a RUNPATH");
  });
});
