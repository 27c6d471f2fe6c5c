import { describe, expect, test } from "@jest/globals";
import { guarded } from "../../src/host/guest-guard.ts";

const EROFS = 69;
const ENOSPC = 51;
const WRITE = 1n << 6n;
const CREATE = 1;

/** Preopens get the descriptors 3 to 7 in their order; opened files 10 and on. */
function guest(writeLimit = 100) {
  const buffer = new ArrayBuffer(1024);
  const view = new DataView(buffer);
  const asked: string[] = [];
  let next = 10;
  const calls = new Proxy({} as Record<string, (...args: (number | bigint)[]) => number>, {
    get:
      (_, name: string) =>
      (...args: (number | bigint)[]) => {
        asked.push(name);
        if (name === "path_open") view.setUint32(Number(args[8]), next++, true);
        return 0;
      },
  });
  const rules = { readOnly: ["/"], writeLimit, resetBy: "/channel", output: "/captured" };
  const system = guarded(calls, ["/", "/tmp", "/dev", "/channel", "/captured"], rules, () => ({ buffer }));
  const call = (name: string, ...args: (number | bigint)[]) => system[name]?.(...args);
  const open = (folder: number, flags = 0, rights = 0n) => {
    const error = call("path_open", folder, 0, 0, 0, flags, rights, 0n, 0, 512);
    return error === 0 ? view.getUint32(512, true) : -Number(error);
  };
  const write = (file: number, bytes: number) => {
    view.setUint32(4, bytes, true);
    return call("fd_write", file, 0, 1, 256);
  };
  return { call, open, write, view, asked };
}

describe("a folder that the guest may only read", () => {
  test("opens for reading, and not for writing or making", () => {
    const { open } = guest();
    expect(open(3)).toBe(10);
    expect(open(3, 0, WRITE)).toBe(-EROFS);
    expect(open(3, CREATE)).toBe(-EROFS);
    expect(open(4, CREATE, WRITE)).toBe(11);
  });

  test("hands its nature on to folders below it", () => {
    const { open } = guest();
    const below = open(3);
    expect(open(below, CREATE)).toBe(-EROFS);
  });

  test.each([
    ["path_create_directory", [3, 0, 0]],
    ["path_unlink_file", [3, 0, 0]],
    ["path_remove_directory", [3, 0, 0]],
    ["path_rename", [4, 0, 0, 3, 0, 0]],
    ["path_rename", [3, 0, 0, 4, 0, 0]],
    ["path_symlink", [0, 0, 3, 0, 0]],
    ["path_filestat_set_times", [3, 0, 0, 0, 0n, 0n, 0]],
  ])("refuses %s", (name, args) => {
    const { call, asked } = guest();
    expect(call(name, ...args)).toBe(EROFS);
    expect(asked).toEqual([]);
  });
});

describe("a folder for what tests print", () => {
  test("takes more than the limit of files, and drops what is too much until the next record", () => {
    const { open, write, asked } = guest();
    const file = open(7, CREATE, WRITE);
    expect(write(file, 200)).toBe(0);
    expect(write(file, 2 ** 27)).toBe(0);
    const written = () => asked.filter((name) => name === "fd_write").length;
    expect(written()).toBe(2);
    expect(write(file, 1)).toBe(0);
    expect(written()).toBe(2);
    write(open(6, CREATE, WRITE), 10);
    expect(write(file, 1)).toBe(0);
    expect(written()).toBe(4);
  });
});

describe("what a guest writes", () => {
  test("is bounded between two words to its host", () => {
    const { open, write } = guest(100);
    const file = open(4, CREATE, WRITE);
    const channel = open(6, CREATE, WRITE);
    expect([write(file, 60), write(file, 60)]).toEqual([0, ENOSPC]);
    expect([write(channel, 10), write(file, 60)]).toEqual([0, 0]);
  });

  test("to /dev/null goes nowhere and counts as written", () => {
    const { open, write, view, asked } = guest(10);
    const file = open(5, 0, WRITE);
    asked.length = 0;
    expect(write(file, 1000)).toBe(0);
    expect(view.getUint32(256, true)).toBe(1000);
    expect(asked).toEqual([]);
  });

  test("to a file that is closed and another that gets its number are told apart", () => {
    const { call, open, write, asked } = guest();
    const file = open(5, 0, WRITE);
    call("fd_close", file);
    asked.length = 0;
    write(file, 5);
    expect(asked).toEqual(["fd_write"]);
  });
});

describe("sleep", () => {
  test("on one clock is done here, where a thread can be ended, and answers as poll_oneoff does", () => {
    const { call, view, asked } = guest();
    view.setBigUint64(0, 7n, true);
    view.setUint32(16, 1, true);
    view.setBigUint64(24, 20_000_000n, true);
    const start = performance.now();
    expect(call("poll_oneoff", 0, 128, 1, 300)).toBe(0);
    expect(performance.now() - start).toBeGreaterThan(15);
    expect([view.getBigUint64(128, true), view.getUint32(300, true)]).toEqual([7n, 1]);
    expect(asked).toEqual([]);
  });

  test("on files is the system's", () => {
    const { call, view, asked } = guest();
    view.setUint8(8, 1);
    call("poll_oneoff", 0, 128, 1, 300);
    expect(asked).toEqual(["poll_oneoff"]);
  });
});
