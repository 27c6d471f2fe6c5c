import { describe, expect, test } from "@jest/globals";
import { evicted } from "../../../src/build/wheel-cache/wheel-eviction.ts";
import { buildThem, playedMachine } from "../played-machine.ts";

const kept = (folder: string, day: number, bytes = 1) => ({ folder, bytes, used: new Date(Date.UTC(2026, 0, day)) });

describe("the wheel cache gives up", () => {
  const bounds = { bytes: 10, days: 7 };

  test("what nobody used for the days of its bound, counted from the newest", () => {
    expect(evicted([kept("old", 1), kept("in-time", 8), kept("new", 15)], bounds)).toEqual(["old"]);
  });

  test("the least recently used, until the rest fits", () => {
    const wheels = [kept("b", 2, 4), kept("d", 4, 4), kept("a", 1, 4), kept("c", 3, 2)];
    expect(evicted(wheels, bounds)).toEqual(["a"]);
    expect(evicted(wheels, { ...bounds, bytes: 8 })).toEqual(["b", "a"]);
  });

  test("never what has just been built, however large", () => {
    expect(evicted([kept("large", 2, 99), kept("small", 1)], bounds)).toEqual(["small"]);
    expect(evicted([], bounds)).toEqual([]);
  });
});

describe("a build that keeps its wheel", () => {
  const later = (days: number) => new Date(Date.UTC(2026, 0, 1) + days * 24 * 3600 * 1000);

  /** Builds package `first`, does something, and builds `second` long after. @returns how often `first` is built then */
  async function builtAgain(
    meanwhile: (build: (name: string) => Promise<unknown>, clock: (days: number) => void) => Promise<void>,
  ) {
    const { host, asked } = playedMachine({ first: {}, second: {} });
    await host.files.write("/project/second/other.c", "");
    const build = (name: string) => buildThem(host, [`./${name}`], { wheelCache: true, targetWheels: [] });
    const clock = (days: number) => {
      host.clock = later(days);
    };
    clock(0);
    await build("first");
    await meanwhile(build, clock);
    clock(40);
    await build("second");
    await build("first");
    return asked.filter(({ source }) => source === "/project/first").length;
  }

  test("removes those that were not used for a while", async () => {
    expect(await builtAgain(async () => {})).toBe(2);
  });

  test("keeps those that were used since", async () => {
    const used = await builtAgain(async (build, clock) => {
      clock(20);
      await build("first");
    });
    expect(used).toBe(1);
  });
});
