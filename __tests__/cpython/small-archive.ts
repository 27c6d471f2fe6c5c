/** Archives of WebAssembly objects as small as they can be: what tests need of a libpython. */

const utf8 = (text: string) => new TextEncoder().encode(text);
const name = (text: string) => [utf8(text).length, ...utf8(text)];

/** An object that holds nothing but a `producers` section naming its compiler. */
export function wasmObject(compiler: string, version: string): Uint8Array {
  const fields = [1, ...name("processed-by"), 1, ...name(compiler), ...name(version)];
  const payload = [...name("producers"), ...fields];
  return new Uint8Array([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 0, payload.length, ...payload]);
}

/** The System V variant of ar. @param members by the name in their header */
export function archive(members: Readonly<Record<string, Uint8Array>>): Uint8Array {
  const parts = Object.entries(members).flatMap(([member, content]) => {
    const fields: readonly [string, number][] = [
      [member, 16],
      ["0", 12],
      ["0", 6],
      ["0", 6],
      ["644", 8],
      [String(content.length), 10],
      ["`\n", 2],
    ];
    const header = utf8(fields.map(([text, width]) => text.padEnd(width)).join(""));
    return [...header, ...content, ...(content.length % 2 ? [10] : [])];
  });
  return new Uint8Array([...utf8("!<arch>\n"), ...parts]);
}
