/** Makes small ELF shared libraries as GNU ld lays them out: a read-only segment with strings, a dynamic section. */

export interface ElfSpec {
  readonly needed: readonly string[];
  readonly soname?: string;
  readonly runpath?: string;
  /** Null tags at the end of the dynamic section; GNU ld leaves six. */
  readonly nulls?: number;
  /** Bytes between the end of the read-only segment and the next one. */
  readonly gap?: number;
}

const [LOAD, DYNAMIC] = [1, 2];
const [NULL, NEEDED, STRTAB, SONAME, RUNPATH] = [0, 1, 5, 14, 29];
const HEADERS = 64 + 3 * 56;

export function elfFile({ needed, soname, runpath, nulls = 6, gap = 64 }: ElfSpec): Uint8Array {
  const encoder = new TextEncoder();
  let strings = "\0";
  const intern = (text: string) => {
    const at = strings.length;
    strings += `${text}\0`;
    return at;
  };
  const tags: [number, number][] = needed.map((name) => [NEEDED, intern(name)]);
  if (soname !== undefined) tags.push([SONAME, intern(soname)]);
  if (runpath !== undefined) tags.push([RUNPATH, intern(runpath)]);
  tags.push([STRTAB, HEADERS]);
  for (let i = 0; i < nulls; i++) tags.push([NULL, 0]);
  const firstEnd = HEADERS + strings.length;
  const dynamic = firstEnd + gap;
  const bytes = new Uint8Array(dynamic + tags.length * 16);
  const view = new DataView(bytes.buffer);
  bytes.set([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1]);
  view.setBigUint64(32, 64n, true);
  view.setUint16(54, 56, true);
  view.setUint16(56, 3, true);
  const segment = (index: number, type: number, flags: number, offset: number, size: number) => {
    const at = 64 + index * 56;
    view.setUint32(at, type, true);
    view.setUint32(at + 4, flags, true);
    for (const field of [8, 16, 24]) view.setBigUint64(at + field, BigInt(offset), true);
    for (const field of [32, 40]) view.setBigUint64(at + field, BigInt(size), true);
  };
  segment(0, LOAD, 4, 0, firstEnd);
  segment(1, LOAD, 6, dynamic, tags.length * 16);
  segment(2, DYNAMIC, 6, dynamic, tags.length * 16);
  bytes.set(encoder.encode(strings), HEADERS);
  tags.forEach(([tag, value], index) => {
    view.setBigUint64(dynamic + index * 16, BigInt(tag), true);
    view.setBigUint64(dynamic + index * 16 + 8, BigInt(value), true);
  });
  return bytes;
}
