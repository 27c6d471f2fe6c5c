/** Damages bytes as files get damaged, and as somebody who wants to do harm would damage them. */
import { isWasm, readObject, replaceBody, writeObject } from "../../src/object/object-file.ts";
import type { Random } from "./random.ts";

/** Ends of LEB128s and of fields, and numbers that are too large for their place. */
const TELLING = [0x00, 0x01, 0x0b, 0x40, 0x60, 0x7f, 0x80, 0xff];
const HUGE = [
  [0xff, 0xff, 0xff, 0xff, 0x0f],
  [0xff, 0xff, 0xff, 0xff, 0x7f],
  [0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x00],
  [0xfe, 0xff, 0xff, 0x07],
];

type Damage = (bytes: number[], random: Random, other: Uint8Array) => void;

const DAMAGES: readonly Damage[] = [
  (bytes, random) => set(bytes, random.below(bytes.length), random.below(256)),
  (bytes, random) => set(bytes, random.below(bytes.length), random.pick(TELLING)),
  (bytes, random) => {
    const place = random.below(bytes.length);
    set(bytes, place, (bytes[place] ?? 0) ^ (1 << random.below(8)));
  },
  (bytes, random) => void bytes.splice(random.below(bytes.length), 1 + random.below(4)),
  (bytes, random) => void bytes.splice(random.below(bytes.length), 0, random.pick(TELLING)),
  (bytes, random) => {
    const huge = random.pick(HUGE);
    bytes.splice(random.below(bytes.length), random.below(2) * huge.length, ...huge);
  },
  (bytes, random) => {
    if (random.below(8) === 0) bytes.length = random.below(bytes.length) + 1;
  },
  (bytes, random, other) => {
    const start = random.below(other.length);
    const chunk = other.subarray(start, start + random.below(64));
    bytes.splice(random.below(bytes.length), random.below(2) * chunk.length, ...chunk);
  },
  (bytes, random) => {
    const start = random.below(bytes.length);
    bytes.splice(random.below(bytes.length), 0, ...bytes.slice(start, start + random.below(128)));
  },
];

function set(bytes: number[], place: number, value: number): void {
  bytes[place] = value;
}

/**
 * One to eight damages. Half of them lie within one section, whose size then still fits, or what is further in would
 * never be reached.
 */
export function damaged(bytes: Uint8Array, other: Uint8Array, random: Random): Uint8Array {
  if (!isWasm(bytes) || random.below(2) === 0) return withDamages(bytes, other, random);
  const object = readObject(bytes, "a seed");
  const section = random.pick(object.sections);
  return writeObject(replaceBody(object, section, withDamages(section.body, other, random)));
}

function withDamages(bytes: Uint8Array, other: Uint8Array, random: Random): Uint8Array {
  const result = Array.from(bytes);
  for (let left = 1 + random.below(8); left > 0 && result.length > 1; left--) {
    random.pick(DAMAGES)(result, random, other);
  }
  return Uint8Array.from(result);
}
