import { createRequire as makeRequire } from "node:module"; const require = makeRequire(import.meta.url);

// src/wasi-ld.ts
import { spawnSync } from "node:child_process";
import { appendFileSync, existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";

// src/link/extension/link-log.ts
var LINK_LOG_VARIABLE = "PYWASI_LINK_LOG";

// src/report/error-codes.json
var error_codes_default = {
  $comment: "Every error that a user can meet. The code names its page in docs/errors; the exit code is the one of its family.",
  "WASI-INPUT-UNKNOWN": { exit: 2, title: "An option or input is not known" },
  "WASI-INPUT-VALUE": { exit: 2, title: "An input has a value that cannot be read" },
  "WASI-PYTHON-VERSION": { exit: 3, title: "The Python version cannot be read or is not supported" },
  "WASI-PYTHON-NOT-FOUND": { exit: 3, title: "No Python interpreter was found on this machine" },
  "WASI-PYTHON-MISMATCH": { exit: 3, title: "The machine's Python is not of the version asked for" },
  "WASI-LOCK-UNKNOWN": { exit: 3, title: "No WASI SDK is locked to this Python" },
  "WASI-LOCK-BARRED": { exit: 3, title: "The WASI SDK asked for never works" },
  "WASI-LOCK-MISMATCH": { exit: 3, title: "The WASI SDK asked for is not the locked one" },
  "WASI-SDK-PLATFORM": { exit: 4, title: "No WASI SDK is released for this platform" },
  "WASI-SDK-PATH": { exit: 4, title: "The folder given is not a WASI SDK" },
  "WASI-PIN-MISSING": { exit: 4, title: "No checksum is known for a download" },
  "WASI-MANIFEST": { exit: 4, title: "The manifest file cannot be read" },
  "WASI-DOWNLOAD-NOT-FOUND": { exit: 4, title: "The server does not have the file" },
  "WASI-DOWNLOAD-FAILED": { exit: 4, title: "A download did not finish" },
  "WASI-DOWNLOAD-HASH": { exit: 4, title: "A download is not the file that was pinned" },
  "WASI-ARCHIVE-DAMAGED": { exit: 4, title: "An archive cannot be unpacked" },
  "WASI-ARCHIVE-ESCAPE": { exit: 4, title: "An archive wants to write outside its folder" },
  "WASI-DISK-FULL": { exit: 4, title: "The disk is full" },
  "WASI-DISK-PERMISSION": { exit: 4, title: "A folder may not be written or read" },
  "WASI-CPYTHON-NOT-FOUND": { exit: 4, title: "No CPython for WASI of this version can be had" },
  "WASI-CPYTHON-PATH": { exit: 4, title: "The folder given is not a CPython for WASI" },
  "WASI-CPYTHON-BUILD": { exit: 4, title: "CPython did not build for WASI" },
  "WASI-LIBRARY-RECIPE": { exit: 4, title: "The recipe of a C library cannot be used" },
  "WASI-LIBRARY-BUILD": { exit: 4, title: "A C library did not build for WASI" },
  "WASI-PACKAGE-NOT-FOUND": { exit: 5, title: "The package to build does not exist" },
  "WASI-PACKAGE-NO-SDIST": { exit: 5, title: "The package has no source distribution" },
  "WASI-PACKAGE-REQUIREMENTS": { exit: 5, title: "What a package requires in the guest is not there" },
  "WASI-PACKAGE-CONFLICT": { exit: 5, title: "Two different wheels have one name" },
  "WASI-BUILD-REQUIREMENTS": { exit: 5, title: "The build requirements could not be installed" },
  "WASI-BUILD-FAILED": { exit: 5, title: "The package did not build" },
  "WASI-BUILD-RUST": { exit: 5, title: "Rust cannot compile for WASI on this machine" },
  "WASI-BUILD-CIRCLE": { exit: 5, title: "Packages require each other to build" },
  "WASI-BUILD-WHEEL": { exit: 5, title: "A wheel is not what it says" },
  "WASI-BUILD-WINDOWS": { exit: 5, title: "The package cannot be built on Windows yet" },
  "WASI-BUILD-LIBRARY": { exit: 5, title: "The package needs a C library that is not there for WASI" },
  "WASI-BUILD-FORTRAN": { exit: 5, title: "The package needs a Fortran compiler" },
  "WASI-BUILD-ASSEMBLER": { exit: 5, title: "The package has assembler for real processors" },
  "WASI-BUILD-PLATFORM": { exit: 5, title: "The package does not know the platform" },
  "WASI-BUILD-OWN-COMPILER": { exit: 5, title: "The package's build calls a compiler of this machine by itself" },
  "WASI-BUILD-DLOPEN": { exit: 5, title: "The package loads libraries while it runs, which WASI cannot" },
  "WASI-BUILD-NO-EXTENSION": { exit: 5, title: "The wheel lacks the extensions that the sources announce" },
  "WASI-LINK-UNDEFINED": { exit: 6, title: "The interpreter does not link: symbols are defined nowhere" },
  "WASI-LINK-FAILED": { exit: 6, title: "The linker stopped" },
  "WASI-LINK-MIX": { exit: 6, title: "Extensions of another WASI SDK than libpython's" },
  "WASI-LINK-EXPORT-HOOK": { exit: 6, title: "An extension has an export hook and no init function" },
  "WASI-LINK-NOT-WASM": { exit: 6, title: "An extension is not a WebAssembly object" },
  "WASI-LINK-WASM-OPT": { exit: 6, title: "wasm-opt is needed, and is not to be had or fails" },
  "WASI-OBJECT-FORMAT": { exit: 6, title: "A WebAssembly object cannot be read" },
  "WASI-RUN-NO-INTERPRETER": { exit: 7, title: "There is no python.wasm to run" },
  "WASI-RUN-TRAP": { exit: 7, title: "The interpreter trapped" },
  "WASI-RUN-PANIC": { exit: 7, title: "Rust code panicked in the interpreter" },
  "WASI-RUNTIME": { exit: 7, title: "The runtime asked for is not there" },
  "WASI-TEST-COMMAND": { exit: 8, title: "The test command cannot be run in python.wasm" },
  "WASI-TEST-REQUIREMENTS": { exit: 8, title: "The test requirements could not be installed for WASI" },
  "WASI-TEST-SESSION": { exit: 8, title: "The tests could not be started" },
  "WASI-TEST-FAILED": { exit: 8, title: "Tests failed" },
  "WASI-MIRROR": { exit: 9, title: "The local mirror could not be assembled" }
};

// src/report/errors.ts
var ERROR_PAGES = "https://github.com/org/setup-python-wasi/blob/v1/docs/errors";
var UserError = class extends Error {
  name = "UserError";
  code;
  /** What the user can do about it: one or more whole sentences. */
  remedy;
  /** Lines that help to find the cause, such as the end of a log; shown indented below the message. */
  details;
  constructor(code, happened, remedy, details = []) {
    super(happened);
    this.code = code;
    this.remedy = remedy;
    this.details = details;
  }
  /** The process exit code of the error's family, as docs/reference/exit-codes.md lists them. */
  get exitCode() {
    return error_codes_default[this.code].exit;
  }
  get page() {
    return `${ERROR_PAGES}/${this.code}.md`;
  }
};
function describeError(error) {
  const details = error.details.map((line) => `    ${line}`);
  return [`${error.code}: ${error.message}`, ...details, `What to do: ${error.remedy}`, `More: ${error.page}`].join(
    "\n"
  );
}

// src/object/format-error.ts
function formatError(file, offset, problem) {
  return new UserError(
    "WASI-OBJECT-FORMAT",
    `${file} cannot be read as a WebAssembly object: ${problem} at offset ${offset} (0x${offset.toString(16)}).`,
    "Build the file again with the locked WASI SDK; if the SDK's own llvm-objdump reads it, report it as a bug here."
  );
}

// src/object/byte-reader.ts
var utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
var ByteReader = class _ByteReader {
  file;
  bytes;
  /** Where `bytes` begin in the file, for error messages. */
  base;
  position = 0;
  constructor(bytes, file, base = 0) {
    this.bytes = bytes;
    this.file = file;
    this.base = base;
  }
  get atEnd() {
    return this.position >= this.bytes.length;
  }
  get remaining() {
    return this.bytes.length - this.position;
  }
  /** @throws {UserError} WASI-OBJECT-FORMAT, as all methods below when the bytes end early */
  byte() {
    const value = this.bytes[this.position];
    if (value === void 0) throw this.error("the data end early");
    this.position++;
    return value;
  }
  /** An unsigned LEB128 of at most 32 bits. */
  u32() {
    const first = this.byte();
    if (first < 128) return first;
    const start = this.position - 1;
    let value = first & 127;
    for (let shift = 7; shift < 28; shift += 7) {
      const next = this.byte();
      value |= (next & 127) << shift;
      if (next < 128) return value;
    }
    const last = this.byte();
    if (last >= 128) throw this.error("a number has more than 5 bytes", start);
    if (last > 15) throw this.error("a number has more than 32 bits", start);
    return value + last * 268435456;
  }
  /** A signed LEB128 of at most 32 bits. */
  s32() {
    const start = this.position;
    let value = 0;
    let scale = 1;
    for (let i = 0; i < 5; i++) {
      const next = this.byte();
      value += (next & 127) * scale;
      scale *= 128;
      if (next >= 128) continue;
      if (next & 64) value -= scale;
      if (value !== (value | 0)) throw this.error("a number has more than 32 bits", start);
      return value;
    }
    throw this.error("a number has more than 5 bytes", start);
  }
  /** A signed LEB128 of at most 64 bits. */
  s64() {
    const start = this.position;
    let value = 0n;
    for (let shift = 0n; shift < 70n; shift += 7n) {
      const next = this.byte();
      value |= BigInt(next & 127) << shift;
      if (next >= 128) continue;
      return BigInt.asIntN(64, next & 64 ? value - (1n << shift + 7n) : value);
    }
    throw this.error("a number has more than 10 bytes", start);
  }
  /** Passes a LEB128 of at most 64 bits. */
  skipNumber() {
    const start = this.position;
    while (this.byte() >= 128) {
      if (this.position - start >= 10) throw this.error("a number has more than 10 bytes", start);
    }
  }
  /** The next `length` bytes, not copied. */
  take(length) {
    if (length > this.remaining) throw this.error(`${length} bytes are announced, ${this.remaining} are left`);
    const start = this.position;
    this.position += length;
    return this.bytes.subarray(start, this.position);
  }
  skip(length) {
    this.take(length);
  }
  /** A length and that many bytes of UTF-8. */
  string() {
    const length = this.u32();
    const start = this.position;
    const bytes = this.take(length);
    try {
      return utf8.decode(bytes);
    } catch {
      throw this.error("a name is not UTF-8", start);
    }
  }
  /**
   * A count of entries that take at least `bytesEach`, so that a forged count cannot make anybody allocate or loop
   * beyond the file's own size.
   */
  count(bytesEach = 1) {
    const start = this.position;
    const count = this.u32();
    if (count * bytesEach > this.remaining)
      throw this.error(`${count} entries are announced, but there is no room`, start);
    return count;
  }
  /** A reader of the next `length` bytes only. */
  slice(length) {
    const base = this.base + this.position;
    return new _ByteReader(this.take(length), this.file, base);
  }
  expectEnd(what) {
    if (!this.atEnd) throw this.error(`${this.remaining} bytes follow the end of ${what}`);
  }
  error(problem, position = this.position) {
    return formatError(this.file, this.base + position, problem);
  }
};

// src/object/byte-writer.ts
var utf82 = new TextEncoder();
var PADDED = 5;
var ByteWriter = class {
  buffer;
  length = 0;
  constructor(capacity = 256) {
    this.buffer = new Uint8Array(capacity);
  }
  reserve(count) {
    const needed = this.length + count;
    if (needed <= this.buffer.length) return;
    const grown = new Uint8Array(Math.max(needed, this.buffer.length * 2));
    grown.set(this.buffer.subarray(0, this.length));
    this.buffer = grown;
  }
  byte(value) {
    this.reserve(1);
    this.buffer[this.length++] = value;
    return this;
  }
  bytes(source) {
    this.reserve(source.length);
    this.buffer.set(source, this.length);
    this.length += source.length;
    return this;
  }
  /** Unsigned LEB128, padded to `width` bytes where that is more than the number needs. */
  u32(value, width = 1) {
    this.reserve(10);
    let rest = value;
    let written = 1;
    for (; rest >= 128 || written < width; written++) {
      this.buffer[this.length++] = rest % 128 | 128;
      rest = Math.floor(rest / 128);
    }
    this.buffer[this.length++] = rest;
    return this;
  }
  /** Signed LEB128 of 32 bits, padded to `width` bytes where that is more than the number needs. */
  s32(value, width = 1) {
    let rest = value;
    for (let written = 1; ; written++) {
      const low = rest & 127;
      rest >>= 7;
      const last = rest === 0 && low < 64 || rest === -1 && low >= 64;
      if (last && written >= width) return this.byte(low);
      this.byte(low | 128);
    }
  }
  /** Signed LEB128 of 64 bits. */
  s64(value) {
    let rest = value;
    for (; ; ) {
      const low = Number(rest & 0x7fn);
      rest >>= 7n;
      if (rest === 0n && low < 64 || rest === -1n && low >= 64) return this.byte(low);
      this.byte(low | 128);
    }
  }
  string(text) {
    const bytes = utf82.encode(text);
    return this.u32(bytes.length).bytes(bytes);
  }
  /** A length and then the bytes. */
  sized(content, width = 1) {
    return this.u32(content.length, width).bytes(content);
  }
  /** What was written; the writer must not be used afterwards. */
  finish() {
    return this.buffer.subarray(0, this.length);
  }
};

// src/object/object-file.ts
var SectionId = {
  custom: 0,
  type: 1,
  import: 2,
  function: 3,
  table: 4,
  memory: 5,
  global: 6,
  export: 7,
  start: 8,
  element: 9,
  code: 10,
  data: 11,
  dataCount: 12,
  tag: 13
};
var HIGHEST_SECTION = 13;
var HEADER = [0, 97, 115, 109, 1, 0, 0, 0];
function isWasm(bytes) {
  return bytes.length >= HEADER.length && HEADER.every((value, i) => bytes[i] === value);
}
function readObject(bytes, file) {
  if (!isWasm(bytes)) throw formatError(file, 0, "the magic number of WebAssembly version 1 is missing");
  const reader = new ByteReader(bytes, file);
  reader.skip(HEADER.length);
  const sections = [];
  while (!reader.atEnd) sections.push(readSection(reader));
  return { file, sections };
}
function readSection(reader) {
  const id = reader.byte();
  if (id > HIGHEST_SECTION) throw reader.error(`there is no section number ${id}`, reader.position - 1);
  const sizeStart = reader.position;
  const size = reader.u32();
  const sizeWidth = reader.position - sizeStart;
  const content = reader.slice(size);
  let name = "";
  let nameWidth = 1;
  if (id === SectionId.custom) {
    content.u32();
    nameWidth = content.position;
    content.position = 0;
    name = content.string();
  }
  const offset = content.base + content.position;
  return { id, name, body: content.take(content.remaining), offset, sizeWidth, nameWidth };
}
function writeObject(object) {
  const capacity = object.sections.reduce((sum2, section) => sum2 + section.body.length + section.name.length + 32, 64);
  const writer = new ByteWriter(capacity);
  writer.bytes(Uint8Array.from(HEADER));
  for (const section of object.sections) {
    const name = section.id === SectionId.custom ? nameField(section) : new Uint8Array(0);
    writer.byte(section.id).u32(name.length + section.body.length, section.sizeWidth);
    writer.bytes(name).bytes(section.body);
  }
  return writer.finish();
}
function nameField(section) {
  return new ByteWriter(section.name.length + 8).sized(new TextEncoder().encode(section.name), section.nameWidth).finish();
}
function sectionReader(object, section) {
  return new ByteReader(section.body, object.file, section.offset);
}
function findSection(object, which) {
  return typeof which === "number" ? object.sections.find((section) => section.id === which) : object.sections.find((section) => section.id === SectionId.custom && section.name === which);
}
function replaceBody(object, section, body) {
  const sections = object.sections.map((each) => each === section ? { ...each, body } : each);
  return { ...object, sections };
}

// src/object/linking-section.ts
var SubsectionType = { segmentInfo: 5, initFunctions: 6, comdatInfo: 7, symbolTable: 8 };
var VERSION = 2;
function readLinking(object) {
  const section = findSection(object, "linking");
  if (!section) return void 0;
  const reader = sectionReader(object, section);
  const version = reader.u32();
  if (version !== VERSION) throw reader.error(`version ${version} of the linking section is not version ${VERSION}`, 0);
  const subsections = [];
  while (!reader.atEnd) {
    const type = reader.byte();
    const start = reader.position;
    const size = reader.u32();
    const sizeWidth = reader.position - start;
    const offset = reader.base + reader.position;
    subsections.push({ type, body: reader.take(size), offset, sizeWidth });
  }
  return { section, subsections };
}
function encodeLinking(subsections) {
  const writer = new ByteWriter(subsections.reduce((sum2, each) => sum2 + each.body.length + 8, 8));
  writer.u32(VERSION);
  for (const each of subsections) writer.byte(each.type).sized(each.body, each.sizeWidth);
  return writer.finish();
}
function findSubsection(linking, type) {
  return linking.subsections.find((each) => each.type === type);
}
function withSubsection(object, type, body) {
  const linking = readLinking(object);
  if (!linking) return object;
  const subsections = [];
  let placed = false;
  for (const each of linking.subsections) {
    if (each.type !== type) subsections.push(each);
    else if (body && !placed) {
      subsections.push({ ...each, body });
      placed = true;
    }
  }
  if (body && !placed) subsections.push({ type, body, offset: 0, sizeWidth: 1 });
  return replaceBody(object, linking.section, encodeLinking(subsections));
}

// src/object/value-types.ts
var BY_CODE = {
  127: "i32",
  126: "i64",
  125: "f32",
  124: "f64",
  123: "v128",
  112: "funcref",
  111: "externref",
  105: "exnref"
};
var CODES = Object.fromEntries(Object.entries(BY_CODE).map(([code, name]) => [name, Number(code)]));
function readValueType(reader) {
  const code = reader.byte();
  const type = BY_CODE[code];
  if (!type) throw reader.error(`there is no value type 0x${code.toString(16)}`, reader.position - 1);
  return type;
}
function valueTypeCode(type) {
  return CODES[type] ?? 0;
}
var HAS_MAXIMUM = 1;
var IS_64 = 4;
function skipLimits(reader) {
  const flags = reader.byte();
  const skip = () => flags & IS_64 ? reader.s64() : reader.u32();
  skip();
  if (flags & HAS_MAXIMUM) skip();
}

// src/object/imports.ts
var KINDS = ["function", "table", "memory", "global", "tag"];
function readImports(object) {
  const section = findSection(object, SectionId.import);
  if (!section) return [];
  const reader = sectionReader(object, section);
  const imports = [];
  for (let left = reader.count(4); left > 0; left--) {
    const module = reader.string();
    const name = reader.string();
    const kind = KINDS[reader.byte()];
    if (!kind) throw reader.error("an import is of no known kind", reader.position - 1);
    let type = 0;
    if (kind === "function") type = reader.u32();
    else if (kind === "tag") {
      reader.byte();
      type = reader.u32();
    } else if (kind === "global") {
      readValueType(reader);
      reader.byte();
    } else {
      if (kind === "table") readValueType(reader);
      skipLimits(reader);
    }
    imports.push({ kind, module, name, type });
  }
  reader.expectEnd("the import section");
  return imports;
}

// src/object/symbol-columns.ts
var SYMBOL_KINDS = ["function", "data", "global", "section", "tag", "table"];
var SymbolFlag = {
  weak: 1,
  local: 2,
  hidden: 4,
  undefined: 16,
  exported: 32,
  /** An undefined symbol whose name is not its import's. */
  explicitName: 64,
  noStrip: 128,
  tls: 256,
  absolute: 512
};
var DATA = SYMBOL_KINDS.indexOf("data");
var SECTION = SYMBOL_KINDS.indexOf("section");
function readSymbolColumns(object, linking) {
  const subsection = findSubsection(linking, SubsectionType.symbolTable);
  const reader = new ByteReader(subsection?.body ?? Uint8Array.of(0), object.file, subsection?.offset ?? 0);
  const count = reader.count(3);
  const kinds = new Uint8Array(count);
  const [flags, indexes, offsets, sizes] = [0, 0, 0, 0].map(() => new Uint32Array(count));
  const names = new Uint32Array(count);
  const starts = new Uint32Array(count + 1);
  for (let place = 0; place < count; place++) {
    starts[place] = reader.position;
    const kind = reader.byte();
    if (kind >= SYMBOL_KINDS.length) throw reader.error("a symbol is of no known kind", reader.position - 1);
    const flag = reader.u32();
    const undefinedHere = (flag & SymbolFlag.undefined) !== 0;
    kinds[place] = kind;
    flags[place] = flag;
    if (kind !== DATA) indexes[place] = reader.u32();
    if (kind === DATA || kind !== SECTION && (!undefinedHere || flag & SymbolFlag.explicitName)) {
      names[place] = reader.position;
      reader.skip(reader.u32());
    }
    if (kind === DATA && !undefinedHere) {
      indexes[place] = reader.u32();
      offsets[place] = reader.u32();
      sizes[place] = reader.u32();
    }
  }
  reader.expectEnd("the symbol table");
  starts[count] = reader.position;
  let imported;
  const name = (place) => {
    const kind = SYMBOL_KINDS[kinds[place] ?? SECTION] ?? "section";
    if (kind === "section") return "";
    const at = names[place] ?? 0;
    if (at > 0) {
      reader.position = at;
      return reader.string();
    }
    imported ??= importNames(object);
    const index = indexes[place] ?? 0;
    const own = kind === "data" ? void 0 : imported[kind][index];
    if (own === void 0)
      throw reader.error(`an undefined ${kind} symbol names import ${index}, which is not there`, 0);
    return own;
  };
  return { count, kinds, flags, indexes, offsets, sizes, body: reader.bytes, starts, name };
}
function importNames(object) {
  const names = { function: [], table: [], memory: [], global: [], tag: [] };
  for (const each of readImports(object)) names[each.kind].push(each.name);
  return names;
}

// src/object/symbol-table.ts
function isDefined(symbol) {
  return (symbol.flags & SymbolFlag.undefined) === 0;
}
function isLocal(symbol) {
  return (symbol.flags & SymbolFlag.local) !== 0;
}
function readSymbols(object) {
  const linking = readLinking(object);
  return linking ? decodeSymbols(object, linking) : [];
}
function decodeSymbols(object, linking) {
  const columns = readSymbolColumns(object, linking);
  return Array.from({ length: columns.count }, (_, place) => symbolAt(columns, place));
}
function symbolAt({ kinds, flags, indexes, offsets, sizes, name }, place) {
  return {
    kind: SYMBOL_KINDS[kinds[place] ?? 0] ?? "section",
    flags: flags[place] ?? 0,
    name: name(place),
    index: indexes[place] ?? 0,
    offset: offsets[place] ?? 0,
    size: sizes[place] ?? 0
  };
}
function editSymbols(object, edit) {
  const linking = readLinking(object);
  if (!linking) return object;
  const columns = readSymbolColumns(object, linking);
  const { body, starts, count } = columns;
  const writer = new ByteWriter(body.length + 1024);
  let copied = 0;
  let edited = false;
  const copyTo = (end) => {
    writer.bytes(body.subarray(copied, end));
    return end;
  };
  for (let place = 0; place < count; place++) {
    const change = edit(glimpse(columns, place));
    if (!change || change.name === void 0 && change.flags === columns.flags[place]) continue;
    edited = true;
    const start = starts[place] ?? 0;
    copied = copyTo(start);
    if (change.name === void 0) {
      writer.byte(body[start] ?? 0).u32(change.flags);
      copied = afterFlags(body, start);
      continue;
    }
    encodeSymbol(writer, { ...symbolAt(columns, place), name: change.name, flags: change.flags });
    copied = starts[place + 1] ?? body.length;
  }
  if (!edited) return object;
  copyTo(body.length);
  return withSubsection(object, SubsectionType.symbolTable, writer.finish());
}
function afterFlags(body, start) {
  let at = start + 1;
  while ((body[at] ?? 0) >= 128) at++;
  return at + 1;
}
function glimpse({ kinds, flags, indexes, name }, place) {
  const kind = SYMBOL_KINDS[kinds[place] ?? 0] ?? "section";
  return { kind, flags: flags[place] ?? 0, index: indexes[place] ?? 0, name: () => name(place) };
}
function encodeSymbols(symbols) {
  const writer = new ByteWriter(symbols.length * 40 + 8).u32(symbols.length);
  for (const symbol of symbols) encodeSymbol(writer, symbol);
  return writer.finish();
}
function encodeSymbol(writer, { kind, flags, name, index, offset, size }) {
  const undefinedHere = (flags & SymbolFlag.undefined) !== 0;
  writer.byte(SYMBOL_KINDS.indexOf(kind)).u32(flags);
  if (kind === "data") {
    writer.string(name);
    if (!undefinedHere) writer.u32(index).u32(offset).u32(size);
    return;
  }
  writer.u32(index);
  if (kind !== "section" && (!undefinedHere || flags & SymbolFlag.explicitName)) writer.string(name);
}
function withSymbols(object, symbols) {
  return withSubsection(object, SubsectionType.symbolTable, encodeSymbols(symbols));
}

// src/object/edit.ts
function withCustomSection(object, name, body) {
  const present = object.sections.find((section2) => section2.id === SectionId.custom && section2.name === name);
  if (present) return replaceBody(object, present, body);
  const section = { id: SectionId.custom, name, body, offset: 0, sizeWidth: 1, nameWidth: 1 };
  return { ...object, sections: [...object.sections, section] };
}

// src/object/archive.ts
var latin1 = new TextDecoder("latin1");
var utf83 = new TextDecoder();

// src/object/archive-writer.ts
var encoder = new TextEncoder();

// src/object/function-types.ts
var FUNCTION = 96;
function readFunctionTypes(object) {
  const section = findSection(object, SectionId.type);
  if (!section) return [];
  const reader = sectionReader(object, section);
  const list = () => Array.from({ length: reader.count() }, () => readValueType(reader));
  const types = Array.from({ length: reader.count(3) }, () => {
    const form = reader.byte();
    if (form !== FUNCTION)
      throw reader.error(`type form 0x${form.toString(16)} is not a function`, reader.position - 1);
    return { parameters: list(), results: list() };
  });
  reader.expectEnd("the type section");
  return types;
}
function encodeFunctionTypes(types) {
  const writer = new ByteWriter(types.length * 8 + 8).u32(types.length);
  for (const { parameters, results } of types) {
    writer.byte(FUNCTION).u32(parameters.length);
    for (const type of parameters) writer.byte(valueTypeCode(type));
    writer.u32(results.length);
    for (const type of results) writer.byte(valueTypeCode(type));
  }
  return writer.finish();
}
function describeType({ parameters, results }) {
  return `(${parameters.join(", ")}) -> ${results.length === 0 ? "nothing" : results.join(", ")}`;
}

// src/object/line-header.ts
var Standard = {
  copy: 1,
  advanceAddress: 2,
  advanceLine: 3,
  setFile: 4,
  constantAdvance: 8,
  fixedAdvance: 9
};
var Extended = { endSequence: 1, setAddress: 2 };
function readLineHeader(reader, context) {
  const version = u16(reader);
  if (version < 2 || version > 5) return void 0;
  if (version === 5) reader.skip(2);
  const headerLength = u32(reader);
  const program = reader.position + headerLength;
  const step = reader.byte();
  reader.skip(version >= 4 ? 2 : 1);
  const lineBase = reader.byte() << 24 >> 24;
  const lineRange = reader.byte();
  const opcodeBase = reader.byte();
  const lengths = Array.from({ length: Math.max(0, opcodeBase - 1) }, () => reader.byte());
  const files = version === 5 ? filesOf5(reader, context) : filesOf4(reader);
  reader.position = Math.min(program, reader.bytes.length);
  return lineRange === 0 ? void 0 : { step, lineBase, lineRange, opcodeBase, lengths, files };
}
function filesOf4(reader) {
  const folders = [""];
  for (let text = cString(reader); text !== ""; text = cString(reader)) folders.push(text);
  const files = ["?"];
  for (let text = cString(reader); text !== ""; text = cString(reader)) {
    files.push(path(folders, reader.u32(), text));
    reader.u32();
    reader.u32();
  }
  return files;
}
function filesOf5(reader, context) {
  const folders = readEntries(reader, context).map(({ text }) => text);
  return readEntries(reader, context).map(({ text, folder }) => path(folders, folder, text));
}
var Content = { path: 1, directory: 2 };
function readEntries(reader, context) {
  const formats = Array.from({ length: reader.byte() }, () => [reader.u32(), reader.u32()]);
  const count = reader.count();
  return Array.from({ length: formats.length > 0 ? count : 0 }, () => {
    const entry = { text: "", folder: 0 };
    for (const [content, form] of formats) {
      const value = readForm(reader, form, context);
      if (content === Content.path) entry.text = String(value);
      else if (content === Content.directory) entry.folder = Number(value);
    }
    return entry;
  });
}
function readForm(reader, form, { start, strings }) {
  switch (form) {
    case 8:
      return cString(reader);
    case 14:
    // DW_FORM_strp
    case 31: {
      const position = start + reader.position;
      const section = findSection(strings.object, form === 14 ? ".debug_str" : ".debug_line_str");
      const offset = strings.offset(position, u32(reader));
      if (!section || offset > section.body.length) return "?";
      const text = sectionReader(strings.object, section);
      text.position = offset;
      return cString(text);
    }
    case 11:
      return reader.byte();
    case 5:
      return u16(reader);
    case 6:
      return u32(reader);
    case 15:
      return reader.u32();
    case 30:
      reader.skip(16);
      return 0;
    default:
      throw reader.error(`a file of the line table has the unknown form 0x${form.toString(16)}`);
  }
}
function path(folders, folder, file) {
  const own = folders[folder] ?? "";
  if (folder === 0 || own === "" || own === folders[0] || file.startsWith("/")) return below(folders[0], file);
  return below(folders[0], `${own}/${file}`);
}
function below(folder, file) {
  return folder && file.startsWith(`${folder}/`) ? file.slice(folder.length + 1) : file;
}
function cString(reader) {
  const end = reader.bytes.indexOf(0, reader.position);
  if (end < 0) throw reader.error("a text has no end");
  const bytes = reader.take(end - reader.position);
  reader.skip(1);
  return new TextDecoder().decode(bytes);
}
function u16(reader) {
  return reader.byte() + reader.byte() * 256;
}
function u32(reader) {
  return u16(reader) + u16(reader) * 65536;
}

// src/object/relocations.ts
var RelocationType = {
  functionIndexLeb: 0,
  tableIndexSleb: 1,
  tableIndexI32: 2,
  memoryAddressLeb: 3,
  memoryAddressSleb: 4,
  memoryAddressI32: 5,
  typeIndexLeb: 6,
  globalIndexLeb: 7,
  functionOffsetI32: 8,
  sectionOffsetI32: 9,
  tagIndexLeb: 10,
  memoryAddressRelativeSleb: 11,
  tableIndexRelativeSleb: 12,
  globalIndexI32: 13,
  tableNumberLeb: 20
};
var HIGHEST_TYPE = 26;
var ADDEND_32 = /* @__PURE__ */ new Set([3, 4, 5, 8, 9, 11, 21, 23]);
var ADDEND_64 = /* @__PURE__ */ new Set([14, 15, 16, 17, 22, 25]);
function isRelocationSection(section) {
  return section.id === SectionId.custom && section.name.startsWith("reloc.");
}
function findRelocations(object, target) {
  const place = object.sections.indexOf(target);
  for (const section of object.sections) {
    if (!isRelocationSection(section) || sectionReader(object, section).u32() !== place) continue;
    return { section, relocations: readRelocations(object, section) };
  }
  return void 0;
}
function readRelocations(object, section) {
  const reader = sectionReader(object, section);
  const target = reader.u32();
  if (target >= object.sections.length)
    throw reader.error(`relocations belong to section ${target}, which is not there`, 0);
  const count = reader.count(3);
  const types = new Uint8Array(count);
  const offsets = new Uint32Array(count);
  const indexes = new Uint32Array(count);
  const addends = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    const type = reader.byte();
    if (type > HIGHEST_TYPE) throw reader.error(`there is no relocation type ${type}`, reader.position - 1);
    types[i] = type;
    offsets[i] = reader.u32();
    indexes[i] = reader.u32();
    if (ADDEND_32.has(type)) addends[i] = reader.s32();
    else if (ADDEND_64.has(type)) addends[i] = Number(reader.s64());
  }
  reader.expectEnd("the relocations");
  return { target, types, offsets, indexes, addends };
}
function encodeRelocations({ target, types, offsets, indexes, addends }) {
  const writer = new ByteWriter(types.length * 8 + 16).u32(target).u32(types.length);
  for (const [i, type] of types.entries()) {
    writer.byte(type).u32(offsets[i] ?? 0).u32(indexes[i] ?? 0);
    if (ADDEND_32.has(type)) writer.s32(addends[i] ?? 0);
    else if (ADDEND_64.has(type)) writer.s64(BigInt(addends[i] ?? 0));
  }
  return writer.finish();
}

// src/object/line-table.ts
var SECTION2 = ".debug_line";
function readFunctionLines(object) {
  const lines = /* @__PURE__ */ new Map();
  const section = findSection(object, SECTION2);
  if (!section) return lines;
  const relocations = findRelocations(object, section)?.relocations;
  const places = new Map(Array.from(relocations?.offsets ?? [], (offset, place) => [offset, place]));
  const strings = {
    object,
    offset: (position, inPlace) => {
      const place = places.get(position);
      return place === void 0 ? inPlace : relocations?.addends[place] ?? inPlace;
    }
  };
  const functionAt = (position) => {
    const place = places.get(position);
    return place === void 0 ? void 0 : relocations?.indexes[place];
  };
  const reader = sectionReader(object, section);
  while (!reader.atEnd) {
    const length = u32(reader);
    if (length >= 4294967280) return lines;
    const start = reader.position;
    readUnit(reader.slice(length), { start, strings, functionAt, lines });
  }
  return lines;
}
function readUnit(reader, context) {
  const header = readLineHeader(reader, context);
  if (header) runProgram(reader, header, context);
}
function runProgram(reader, header, { start, functionAt, lines }) {
  let [file, line] = [1, 1];
  let open;
  const row = () => {
    if (open === void 0 || line <= 0) return;
    const own = header.files[file] === header.files[1];
    if (own || !lines.has(open)) lines.set(open, { file: header.files[file] ?? "?", line });
    if (own) open = void 0;
  };
  while (!reader.atEnd) {
    const opcode = reader.byte();
    if (opcode >= header.opcodeBase) {
      line += header.lineBase + (opcode - header.opcodeBase) % header.lineRange;
      row();
    } else if (opcode === 0) {
      const operand = reader.slice(reader.u32());
      const extended = operand.remaining > 0 ? operand.byte() : 0;
      if (extended === Extended.setAddress) {
        open = functionAt(start + reader.position - operand.remaining);
      } else if (extended === Extended.endSequence) [file, line, open] = [1, 1, void 0];
    } else if (opcode === Standard.copy) row();
    else if (opcode === Standard.advanceLine) line += reader.s32();
    else if (opcode === Standard.setFile) file = reader.u32();
    else if (opcode === Standard.fixedAdvance) reader.skip(2);
    else for (let left = header.lengths[opcode - 1] ?? 0; left > 0; left--) reader.u32();
  }
}

// src/signature/signature-text.ts
var LETTERS = {
  i32: "i",
  i64: "l",
  f32: "f",
  f64: "d",
  v128: "v128",
  funcref: "funcref",
  externref: "externref",
  exnref: "exnref"
};
var TYPES = { i: "i32", l: "i64", f: "f32", d: "f64" };
function signatureText({ parameters, results }) {
  const letters = (types) => types.map((type) => LETTERS[type]).join("");
  return `${letters(parameters)}_${letters(results) || "v"}`;
}
function signatureType(text) {
  const [parameters = "", results = ""] = text.split("_");
  const types = (letters) => [...letters].flatMap((letter) => TYPES[letter] ?? []);
  return { parameters: types(parameters), results: types(results) };
}

// src/signature/adapters.ts
var ADAPTER_PREFIX = "__sig$";
function canAdapt({ expected, found, suspected }) {
  return !suspected && /^[ilfd]*_[vilfd]$/.test(expected) && /^[ilfd]*_[vilfd]$/.test(found);
}
function withAdapters(object, { image }, mismatches) {
  if (mismatches.length === 0) return object;
  const types = readFunctionTypes(object);
  const symbols = readSymbols(object);
  const functions = image.functions.types.length;
  const adapters = [];
  const added = [];
  const places = /* @__PURE__ */ new Map();
  const replaced = { data: /* @__PURE__ */ new Map(), code: /* @__PURE__ */ new Map() };
  for (const use of mismatches) {
    const key = `${use.symbol} ${use.expected}`;
    let place = places.get(key);
    if (place === void 0) {
      place = symbols.length + added.length;
      places.set(key, place);
      const original = symbols[use.symbol];
      let type = types.findIndex((each) => signatureText(each) === use.expected);
      if (type < 0) type = types.push(signatureType(use.expected)) - 1;
      const name = `${ADAPTER_PREFIX}${use.expected}$${original?.name ?? ""}`;
      adapters.push({ name, symbol: use.symbol, type, ...adapterBody(use, original?.index ?? 0) });
      const flags = SymbolFlag.local | SymbolFlag.hidden;
      added.push({ kind: "function", flags, name, index: functions + added.length, offset: 0, size: 0 });
    }
    replaced[use.section].set(use.relocation, place);
  }
  let edited = withBody(object, SectionId.type, () => encodeFunctionTypes(types));
  edited = withBody(edited, SectionId.function, ({ body }) => appended(object, body, adapters.map(typeIndex)).bytes);
  edited = withSymbols(edited, [...symbols, ...added]);
  edited = withRelocations(edited, SectionId.data, (relocations) => retargeted(relocations, replaced.data));
  return withCode(edited, adapters, replaced.code);
}
function withCode(object, adapters, replaced) {
  const code = findSection(object, SectionId.code);
  if (!code) return object;
  const bodies = adapters.map(({ body }) => new ByteWriter(body.length + PADDED).sized(body).finish());
  const { bytes, shift, starts } = appended(object, code.body, bodies);
  const calls = adapters.map(
    ({ body, callAt }, i) => (starts[i] ?? 0) + (bodies[i]?.length ?? 0) - body.length + callAt
  );
  const edited = replaceBody(object, code, bytes);
  return withRelocations(edited, SectionId.code, (relocations) => {
    const { target, types, offsets, indexes, addends } = retargeted(relocations, replaced);
    const zeros = adapters.map(() => 0);
    return {
      target,
      types: Uint8Array.from([...types, ...zeros.map(() => RelocationType.functionIndexLeb)]),
      offsets: Uint32Array.from([...offsets.map((offset) => offset + shift), ...calls]),
      indexes: Uint32Array.from([...indexes, ...adapters.map(({ symbol }) => symbol)]),
      addends: Float64Array.from([...addends, ...zeros])
    };
  });
}
function appended(object, body, items) {
  const reader = new ByteReader(body, object.file);
  const count = reader.u32();
  const width = reader.position;
  const writer = new ByteWriter(body.length + 64).u32(count + items.length, width);
  const shift = writer.length - width;
  writer.bytes(body.subarray(width));
  const starts = items.map((item) => {
    const start = writer.length;
    writer.bytes(item);
    return start;
  });
  return { bytes: writer.finish(), shift, starts };
}
function typeIndex({ type }) {
  return new ByteWriter(PADDED).u32(type).finish();
}
function retargeted(relocations, replaced) {
  const indexes = Uint32Array.from(relocations.indexes, (index, place) => replaced.get(place) ?? index);
  return { ...relocations, indexes };
}
function withBody(object, id, make) {
  const section = findSection(object, id);
  return section ? replaceBody(object, section, make(section)) : object;
}
function withRelocations(object, id, edit) {
  const target = findSection(object, id);
  if (!target) return object;
  const found = findRelocations(object, target);
  if (found) return replaceBody(object, found.section, encodeRelocations(edit(found.relocations)));
  const none = {
    target: object.sections.indexOf(target),
    types: new Uint8Array(0),
    offsets: new Uint32Array(0),
    indexes: new Uint32Array(0),
    addends: new Float64Array(0)
  };
  const name = id === SectionId.code ? "reloc.CODE" : "reloc.DATA";
  return withCustomSection(object, name, encodeRelocations(edit(none)));
}
var ZERO = {
  i32: [65, 0],
  i64: [66, 0],
  f32: [67, 0, 0, 0, 0],
  f64: [68, 0, 0, 0, 0, 0, 0, 0, 0]
};
var CONVERSIONS = {
  "i32 i64": [173],
  "i64 i32": [167],
  "i32 f32": [190],
  "f32 i32": [188],
  "i64 f64": [191],
  "f64 i64": [189],
  "f32 f64": [187],
  "f64 f32": [182],
  "i32 f64": [173, 191],
  "f64 i32": [189, 167],
  "i64 f32": [167, 190],
  "f32 i64": [188, 173]
};
var LOCAL_GET = 32;
var CALL = 16;
var DROP = 26;
var END = 11;
function adapterBody({ expected, found }, original) {
  const [from, to] = [signatureType(expected), signatureType(found)];
  const writer = new ByteWriter().u32(0);
  for (const [i, type] of to.parameters.entries()) {
    const given = from.parameters[i];
    if (given) put(writer.byte(LOCAL_GET).u32(i), conversion(given, type));
    else put(writer, ZERO[type]);
  }
  writer.byte(CALL);
  const callAt = writer.length;
  writer.u32(original, PADDED);
  const [wanted, returned] = [from.results[0], to.results[0]];
  if (returned && !wanted) writer.byte(DROP);
  else if (wanted) put(writer, returned ? conversion(returned, wanted) : ZERO[wanted]);
  return { body: writer.byte(END).finish(), callAt };
}
function conversion(from, to) {
  return CONVERSIONS[`${from} ${to}`] ?? [];
}
function put(writer, bytes = []) {
  for (const byte of bytes) writer.byte(byte);
}

// src/signature/api-calls.ts
var TABLE_ARGUMENTS = {
  PyModuleDef_Init: { 0: "PyModuleDef" },
  PyModule_Create2: { 0: "PyModuleDef" },
  PyModule_FromDefAndSpec2: { 0: "PyModuleDef" },
  PyModule_AddFunctions: { 1: "PyMethodDef" },
  PyModule_AddType: { 1: "PyTypeObject" },
  PyType_Ready: { 0: "PyTypeObject" },
  PyType_FromSlots: { 0: "PyTypeSlots" },
  PyModule_FromSlotsAndSpec: { 0: "PyModuleSlots" },
  PyType_FromSpec: { 0: "PyType_Spec" },
  PyType_FromSpecWithBases: { 0: "PyType_Spec" },
  PyType_FromModuleAndSpec: { 1: "PyType_Spec" },
  PyType_FromMetaclass: { 2: "PyType_Spec" }
};
var FUNCTION_ARGUMENTS = {
  PyCapsule_New: { 2: "i_v" },
  PyCapsule_SetDestructor: { 1: "i_v" },
  Py_AtExit: { 0: "_v" },
  Py_AddPendingCall: { 0: "i_i" },
  PyEval_SetTrace: { 0: "iiii_i" },
  PyEval_SetProfile: { 0: "iiii_i" },
  PyImport_AppendInittab: { 1: "_i" },
  PyOS_setsig: { 1: "i_v" },
  PyThread_start_new_thread: { 0: "i_v" },
  bsearch: { 4: "ii_i" },
  pthread_create: { 2: "i_i" },
  pthread_once: { 1: "_v" },
  qsort: { 3: "ii_i" },
  signal: { 1: "i_v" }
};

// src/object/instructions.ts
var SHAPES = {
  2: "b",
  // block
  3: "b",
  // loop
  4: "b",
  // if
  6: "b",
  // try
  7: "u",
  // catch
  8: "u",
  // throw
  9: "u",
  // rethrow
  12: "u",
  // br
  13: "u",
  // br_if
  14: "t",
  // br_table
  16: "u",
  // call
  17: "uu",
  // call_indirect
  18: "u",
  // return_call
  19: "uu",
  // return_call_indirect
  24: "u",
  // delegate
  28: "v",
  // select with types
  31: "bc",
  // try_table
  32: "u",
  // local.get
  33: "u",
  // local.set
  34: "u",
  // local.tee
  35: "u",
  // global.get
  36: "u",
  // global.set
  37: "u",
  // table.get
  38: "u",
  // table.set
  63: "u",
  // memory.size
  64: "u",
  // memory.grow
  65: "s",
  // i32.const
  66: "l",
  // i64.const
  67: "4",
  // f32.const
  68: "8",
  // f64.const
  208: "s",
  // ref.null
  210: "u"
  // ref.func
};
var PLAIN = /* @__PURE__ */ new Set([0, 1, 5, 10, 11, 15, 25, 26, 27, 209]);
var SHAPE_BY_OPCODE = Array.from({ length: 256 }, (_, opcode) => {
  if (opcode >= 40 && opcode <= 62) return "m";
  if (opcode >= 69 && opcode <= 196 || PLAIN.has(opcode)) return "";
  return SHAPES[opcode];
});
var BULK = { 8: "uu", 9: "u", 10: "uu", 11: "u", 12: "uu", 13: "u", 14: "uu" };
var InstructionCursor = class {
  reader;
  opcode = 0;
  /** The number behind the prefixes 0xfc, 0xfd and 0xfe. */
  sub = 0;
  /** The first two immediates where they are indexes or an i32, and where they stand in the reader's bytes. */
  first = 0;
  firstAt = 0;
  second = 0;
  secondAt = 0;
  /** @param reader of a body, after its locals */
  constructor(reader) {
    this.reader = reader;
  }
  /**
   * @returns false at the end, and at an instruction that is not known, after which nothing can be told
   * @throws {UserError} WASI-OBJECT-FORMAT for an instruction that ends early
   */
  next() {
    const { reader } = this;
    if (reader.atEnd) return false;
    this.opcode = reader.byte();
    const shape = SHAPE_BY_OPCODE[this.opcode] ?? this.prefixed();
    if (shape === void 0) return false;
    if (shape.length > 0) {
      this.firstAt = reader.position;
      this.first = this.immediate(shape.charAt(0));
    }
    for (let place = 1; place < shape.length; place++) {
      this.secondAt = reader.position;
      this.second = this.immediate(shape.charAt(place));
    }
    return true;
  }
  prefixed() {
    const { opcode } = this;
    if (opcode < 252) return void 0;
    const sub = this.reader.u32();
    this.sub = sub;
    if (opcode === 252) return sub < 8 ? "" : BULK[sub] ?? (sub <= 17 ? "u" : void 0);
    if (opcode === 253) return vectorShape(sub);
    if (opcode === 254) return sub === 3 ? "1" : "m";
    return void 0;
  }
  immediate(letter) {
    const { reader } = this;
    switch (letter) {
      case "u":
        return reader.u32();
      case "s":
        return reader.s32();
      case "l":
      case "b":
        reader.skipNumber();
        return 0;
      case "m": {
        const align = reader.u32();
        if (align & 64) reader.u32();
        this.secondAt = reader.position;
        this.second = reader.u32();
        return align;
      }
      case "t":
        for (let left = reader.count() + 1; left > 0; left--) reader.u32();
        return 0;
      case "v":
        reader.skip(reader.u32());
        return 0;
      case "c":
        for (let left = reader.count(2); left > 0; left--) {
          if (reader.byte() < 2) reader.u32();
          reader.u32();
        }
        return 0;
      case "w":
        reader.skip(16);
        return 0;
      default:
        reader.skip(Number(letter));
        return 0;
    }
  }
};
function vectorShape(sub) {
  if (sub <= 11 || sub === 92 || sub === 93) return "m";
  if (sub === 12 || sub === 13) return "w";
  if (sub >= 21 && sub <= 34) return "1";
  return sub >= 84 && sub <= 91 ? "m1" : "";
}

// src/object/data-segments.ts
var PASSIVE = 1;
var EXPLICIT_MEMORY = 2;
function readDataSegments(object) {
  const section = findSection(object, SectionId.data);
  if (!section) return [];
  const reader = sectionReader(object, section);
  const segments = [];
  for (let left = reader.count(2); left > 0; left--) {
    const flags = reader.u32();
    if (flags > 2) throw reader.error(`a data segment has the unknown flags ${flags}`);
    if (flags === EXPLICIT_MEMORY) reader.u32();
    const address = flags === PASSIVE ? 0 : readConstant(reader);
    const size = reader.u32();
    const start = reader.position;
    segments.push({ address, start, bytes: reader.take(size) });
  }
  reader.expectEnd("the data section");
  return segments;
}
var I32_CONST = 65;
var I64_CONST = 66;
var GLOBAL_GET = 35;
var END2 = 11;
function readConstant(reader) {
  let value = 0;
  for (; ; ) {
    const opcode = reader.byte();
    if (opcode === END2) return value;
    if (opcode === I32_CONST) value = reader.s32();
    else if (opcode === I64_CONST) value = Number(reader.s64());
    else if (opcode === GLOBAL_GET) reader.u32();
    else throw reader.error(`opcode 0x${opcode.toString(16)} in an offset is not constant`, reader.position - 1);
  }
}

// src/object/functions.ts
function readFunctions(object) {
  const imported = readImports(object).filter((each) => each.kind === "function");
  const defined = readTypeIndexes(object);
  const bodies = readBodies(object);
  const types = [...imported.map((each) => each.type), ...defined];
  return { imported: imported.length, types, bodies };
}
function readTypeIndexes(object) {
  const section = findSection(object, SectionId.function);
  if (!section) return [];
  const reader = sectionReader(object, section);
  const types = Array.from({ length: reader.count() }, () => reader.u32());
  reader.expectEnd("the function section");
  return types;
}
function readBodies(object) {
  const section = findSection(object, SectionId.code);
  if (!section) return [];
  const reader = sectionReader(object, section);
  const bodies = [];
  for (let left = reader.count(2); left > 0; left--) {
    const size = reader.u32();
    const start = reader.position;
    reader.skip(size);
    bodies.push({ start, end: reader.position });
  }
  reader.expectEnd("the code section");
  return bodies;
}

// src/signature/object-image.ts
var NOWHERE = -1;
var FUNCTION2 = SYMBOL_KINDS.indexOf("function");
var DATA2 = SYMBOL_KINDS.indexOf("data");
var ObjectImage = class {
  object;
  symbols;
  functions;
  /** Of each type of the object. */
  typeTexts;
  /** Those of the data section, as the object has them. */
  relocations;
  codeRelocations;
  /** Start and end of each data symbol that has an extent, by ascending start; the longest of those that start together. */
  extentStarts;
  extentEnds;
  /** Symbol of each extent. */
  extentSymbols;
  bytes;
  segments;
  /** Offsets of the relocations, ascending, and where each stands among them. */
  sites;
  places;
  /** @throws {UserError} WASI-OBJECT-FORMAT */
  constructor(object, linking) {
    this.object = object;
    this.symbols = readSymbolColumns(object, linking);
    this.functions = readFunctions(object);
    this.typeTexts = readFunctionTypes(object).map(signatureText);
    const data = findSection(object, SectionId.data);
    const code = findSection(object, SectionId.code);
    this.bytes = data?.body ?? new Uint8Array(0);
    this.segments = readDataSegments(object);
    this.relocations = data && findRelocations(object, data)?.relocations;
    this.codeRelocations = code && findRelocations(object, code)?.relocations;
    [this.sites, this.places] = sorted(this.relocations?.offsets ?? new Uint32Array(0));
    const extents = this.extents();
    this.extentStarts = extents.map(([start]) => start).reduce(fill, new Uint32Array(extents.length));
    this.extentEnds = extents.map(([, end]) => end).reduce(fill, new Uint32Array(extents.length));
    this.extentSymbols = extents.map(([, , symbol]) => symbol).reduce(fill, new Uint32Array(extents.length));
  }
  /** The relocation at an address, as its place in `relocations`; NOWHERE where the word is the compiler's own. */
  relocationAt(address) {
    const found = lowerBound(this.sites, address);
    return this.sites[found] === address ? this.places[found] ?? NOWHERE : NOWHERE;
  }
  /** Whether any relocation lies in a range. */
  hasRelocation(start, end) {
    const site = this.sites[lowerBound(this.sites, start)];
    return site !== void 0 && site < end;
  }
  isFunction(relocation) {
    return this.relocations?.types[relocation] === RelocationType.tableIndexI32 && this.functionOf(relocation) >= 0;
  }
  isPointer(relocation) {
    return this.relocations?.types[relocation] === RelocationType.memoryAddressI32;
  }
  /** The symbol of the function whose address a relocation of the data holds. */
  functionOf(relocation) {
    const symbol = this.relocations?.indexes[relocation] ?? NOWHERE;
    return this.symbols.kinds[symbol] === FUNCTION2 ? symbol : NOWHERE;
  }
  /** The address that a pointer holds; NOWHERE for one into another object. */
  target(relocation) {
    const symbol = this.relocations?.indexes[relocation] ?? NOWHERE;
    const start = this.symbolAddress(symbol);
    return start === NOWHERE ? NOWHERE : start + (this.relocations?.addends[relocation] ?? 0);
  }
  symbolAddress(symbol) {
    const { kinds, flags, indexes, offsets } = this.symbols;
    if (kinds[symbol] !== DATA2 || ((flags[symbol] ?? 0) & (SymbolFlag.undefined | SymbolFlag.absolute)) !== 0) {
      return NOWHERE;
    }
    const segment = this.segments[indexes[symbol] ?? 0];
    return segment ? segment.start + (offsets[symbol] ?? 0) : NOWHERE;
  }
  /** Little-endian. */
  word(address) {
    const { bytes } = this;
    const high = (bytes[address + 3] ?? 0) << 24;
    return (high | (bytes[address + 2] ?? 0) << 16 | (bytes[address + 1] ?? 0) << 8 | (bytes[address] ?? 0)) >>> 0;
  }
  isNumber(address) {
    return this.relocationAt(address) === NOWHERE;
  }
  isZero(address) {
    return this.word(address) === 0 && this.isNumber(address);
  }
  /** A printable C string that is not empty; undefined for anything else. */
  text(address) {
    const end = address < 0 ? address : this.bytes.indexOf(0, address);
    if (end <= address || this.hasRelocation(address, end)) return void 0;
    const bytes = this.bytes.subarray(address, Math.min(end, address + LONGEST_TEXT));
    return bytes.every((byte) => byte >= 32 && byte !== 127) ? new TextDecoder().decode(bytes) : void 0;
  }
  /** Where the symbol or, failing that, the segment ends that covers an address. */
  endOf(address) {
    const found = this.extentAt(address);
    if (found !== NOWHERE) return this.extentEnds[found] ?? address;
    const segment = this.segments.find(({ start, bytes }) => address >= start && address < start + bytes.length);
    return segment ? segment.start + segment.bytes.length : address;
  }
  /** The extent that covers an address. */
  extentAt(address) {
    const next = lowerBound(this.extentStarts, address + 1);
    const found = next - 1;
    return found >= 0 && address < (this.extentEnds[found] ?? 0) ? found : NOWHERE;
  }
  /** Name of the table at an address, for messages. */
  nameAt(address) {
    const found = this.extentAt(address);
    return found === NOWHERE ? `data at ${address}` : this.symbols.name(this.extentSymbols[found] ?? 0);
  }
  /** The type that a function symbol's function has; undefined where the object contradicts itself. */
  typeOf(symbol) {
    return this.typeTexts[this.functions.types[this.symbols.indexes[symbol] ?? 0] ?? NOWHERE];
  }
  extents() {
    const { count, sizes } = this.symbols;
    const found = [];
    for (let symbol = 0; symbol < count; symbol++) {
      const size = sizes[symbol] ?? 0;
      const start = size > 0 ? this.symbolAddress(symbol) : NOWHERE;
      if (start !== NOWHERE) found.push([start, Math.min(start + size, this.bytes.length), symbol]);
    }
    found.sort(([a, endOfA], [b, endOfB]) => a - b || endOfB - endOfA);
    return found.filter(([start], i) => start !== found[i - 1]?.[0]);
  }
};
var LONGEST_TEXT = 200;
function fill(column, value, place) {
  column[place] = value;
  return column;
}
function sorted(offsets) {
  const places = Uint32Array.from(offsets, (_, place) => place);
  if (offsets.every((offset, place) => place === 0 || offset >= (offsets[place - 1] ?? 0))) return [offsets, places];
  places.sort((a, b) => (offsets[a] ?? 0) - (offsets[b] ?? 0));
  return [places.map((place) => offsets[place] ?? 0), places];
}
function lowerBound(values, value) {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = low + high >> 1;
    if ((values[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

// src/signature/code-sites.ts
var FUNCTION3 = SYMBOL_KINDS.indexOf("function");
var ADDRESSES = /* @__PURE__ */ new Set([
  RelocationType.memoryAddressLeb,
  RelocationType.memoryAddressSleb,
  RelocationType.memoryAddressRelativeSleb
]);
var CodeSites = class {
  image;
  offsets;
  types;
  indexes;
  /** Names of the symbols of `api-calls.ts` that the object imports. */
  callees = /* @__PURE__ */ new Map();
  constructor(image) {
    this.image = image;
    const relocations = image.codeRelocations;
    this.offsets = relocations?.offsets ?? new Uint32Array(0);
    this.types = relocations?.types ?? new Uint8Array(0);
    this.indexes = relocations?.indexes ?? new Uint32Array(0);
    const { kinds, indexes, count, name } = image.symbols;
    for (let symbol = 0; symbol < count; symbol++) {
      if (kinds[symbol] !== FUNCTION3 || (indexes[symbol] ?? 0) >= image.functions.imported) continue;
      const text = name(symbol);
      if (Object.hasOwn(TABLE_ARGUMENTS, text) || Object.hasOwn(FUNCTION_ARGUMENTS, text))
        this.callees.set(symbol, text);
    }
  }
  /** The relocation at an offset into the code section; offsets ascend in what LLVM writes. */
  at(offset) {
    const place = lowerBound(this.offsets, offset);
    return this.offsets[place] === offset ? place : NOWHERE;
  }
  isOfInterest({ start, end }) {
    for (let i = lowerBound(this.offsets, start); i < this.offsets.length; i++) {
      if ((this.offsets[i] ?? 0) >= end) return false;
      const type = this.types[i];
      if (type === RelocationType.tableIndexSleb || type === RelocationType.tableIndexRelativeSleb) return true;
      const symbol = this.indexes[i] ?? 0;
      if (type === RelocationType.functionIndexLeb && this.callees.has(symbol)) return true;
      if (type === RelocationType.globalIndexLeb && this.image.symbols.kinds[symbol] === FUNCTION3) return true;
    }
    return false;
  }
  /** Whether a function calls one that makes a type of a list of slots. */
  makesType({ start, end }) {
    return this.within(start, end).some((i) => /^PyType_From/.test(this.callees.get(this.indexes[i] ?? 0) ?? ""));
  }
  /** Addresses of the object's own data in a function. */
  mentioned({ start, end }) {
    return this.within(start, end).filter((i) => ADDRESSES.has(this.types[i] ?? 0)).map((i) => this.image.symbolAddress(this.indexes[i] ?? 0)).filter((address) => address !== NOWHERE);
  }
  within(start, end) {
    const first = lowerBound(this.offsets, start);
    return Array.from({ length: lowerBound(this.offsets, end) - first }, (_, i) => first + i);
  }
  symbol(place) {
    return this.indexes[place] ?? NOWHERE;
  }
  type(place) {
    return this.types[place];
  }
  addend(place) {
    return this.image.codeRelocations?.addends[place] ?? 0;
  }
};

// src/signature/code-scan.ts
var FUNCTION4 = SYMBOL_KINDS.indexOf("function");
var DATA3 = SYMBOL_KINDS.indexOf("data");
var Op = {
  call: 16,
  drop: 26,
  select: 27,
  localGet: 32,
  localSet: 33,
  localTee: 34,
  globalGet: 35,
  firstLoad: 40,
  lastLoad: 53,
  lastStore: 62,
  i32Const: 65,
  i32Add: 106
};
function scanCode(image) {
  const stores = [];
  const calls = [];
  const looseStores = [];
  const typeMakers = [];
  const code = findSection(image.object, SectionId.code);
  const sites = code && new CodeSites(image);
  if (code && sites) {
    for (const body of image.functions.bodies) {
      if (!sites.isOfInterest(body)) continue;
      if (sites.makesType(body)) typeMakers.push(...sites.mentioned(body));
      const bytes = code.body.subarray(body.start, body.end);
      new BodyScan(image, sites, bytes, body.start, code.offset + body.start).run(stores, calls, looseStores);
    }
  }
  return { stores, calls, looseStores, typeMakers };
}
var BodyScan = class {
  image;
  sites;
  reader;
  /** Where the body begins in the code section. */
  start;
  stack = [];
  locals = /* @__PURE__ */ new Map();
  once = /* @__PURE__ */ new Set();
  constructor(image, sites, bytes, start, offset) {
    this.image = image;
    this.sites = sites;
    this.start = start;
    this.reader = new ByteReader(bytes, image.object.file, offset);
  }
  run(stores, calls, looseStores) {
    const { reader } = this;
    for (let groups = reader.count(2); groups > 0; groups--) {
      reader.u32();
      reader.byte();
    }
    const first = reader.position;
    this.once = setOnce(new InstructionCursor(reader));
    reader.position = first;
    const at = new InstructionCursor(reader);
    while (at.next()) {
      if (at.opcode === Op.call) this.call(at, calls);
      else if (at.opcode > Op.lastLoad && at.opcode <= Op.lastStore) this.store(at, stores, looseStores);
      else this.step(at);
    }
  }
  call(at, calls) {
    const site = this.sites.at(this.start + at.firstAt);
    const symbol = site === NOWHERE ? NOWHERE : this.sites.symbol(site);
    const callee = symbol === NOWHERE ? at.first : this.image.symbols.indexes[symbol] ?? NOWHERE;
    const type = this.image.typeTexts[this.image.functions.types[callee] ?? NOWHERE];
    if (type === void 0) {
      this.stack.length = 0;
      return;
    }
    const { stack } = this;
    const parameters = type.indexOf("_");
    const name = this.sites.callees.get(symbol);
    const args2 = stack.splice(Math.max(0, stack.length - parameters), parameters);
    if (name !== void 0) calls.push({ callee: name, args: [...Array(parameters - args2.length), ...args2] });
    if (!type.endsWith("_v"))
      stack.push(name !== void 0 && /^PyType_From/.test(name) ? { kind: "type" } : void 0);
  }
  store(at, stores, looseStores) {
    const value = this.stack.pop();
    const base = this.stack.pop();
    if (value?.kind !== "function" && value?.kind !== "data") return;
    const site = this.sites.at(this.start + at.secondAt);
    let address = NOWHERE;
    if (site !== NOWHERE) {
      const start = this.dataAddress(site);
      if (start !== NOWHERE && base?.kind === "number") address = start + base.value;
    } else if (base?.kind === "data" && base.address !== NOWHERE) address = base.address + at.second;
    if (address !== NOWHERE) stores.push({ address, value });
    else if (value.kind === "function" && base?.kind === "type") {
      looseStores.push({ offset: at.second, value });
    }
  }
  step(at) {
    const { stack, locals } = this;
    switch (at.opcode) {
      case Op.localGet:
        stack.push(locals.get(at.first));
        return;
      case Op.localSet:
      case Op.localTee: {
        const value = at.opcode === Op.localSet ? stack.pop() : stack.at(-1);
        if (value) locals.set(at.first, value);
        else locals.delete(at.first);
        return;
      }
      case Op.i32Const:
        stack.push(this.constant(at));
        return;
      case Op.globalGet:
        stack.push(this.global(at));
        return;
      case Op.i32Add:
        stack.push(sum(stack.pop(), stack.pop()));
        return;
      case Op.drop:
        stack.pop();
        return;
      case Op.select:
        stack.splice(-3, 3, void 0);
        return;
      default:
        this.other(at.opcode);
    }
  }
  other(opcode) {
    const { stack } = this;
    const arity = numericArity(opcode);
    if (arity !== void 0) {
      stack.splice(Math.max(0, stack.length - arity), arity);
      stack.push(void 0);
      return;
    }
    stack.length = 0;
    if (!MEETS.has(opcode)) return;
    for (const local of this.locals.keys()) if (!this.once.has(local)) this.locals.delete(local);
  }
  constant(at) {
    const site = this.sites.at(this.start + at.firstAt);
    if (site === NOWHERE) return { kind: "number", value: at.first };
    const type = this.sites.type(site);
    const symbol = this.sites.symbol(site);
    if (type === RelocationType.tableIndexSleb || type === RelocationType.tableIndexRelativeSleb) {
      return this.image.symbols.kinds[symbol] === FUNCTION4 ? { kind: "function", symbol, relocation: site } : void 0;
    }
    if (type === RelocationType.memoryAddressSleb || type === RelocationType.memoryAddressRelativeSleb) {
      return { kind: "data", address: this.dataAddress(site) };
    }
    return void 0;
  }
  /** Position-independent code takes addresses from globals that the loader, or here the linker, fills. */
  global(at) {
    const site = this.sites.at(this.start + at.firstAt);
    if (site === NOWHERE) return void 0;
    const symbol = this.sites.symbol(site);
    const kind = this.image.symbols.kinds[symbol];
    if (kind === FUNCTION4) return { kind: "function", symbol, relocation: site };
    if (kind === DATA3) return { kind: "data", address: this.dataAddress(site) };
    return /^__(memory|table)_base$/.test(this.image.symbols.name(symbol)) ? { kind: "base" } : void 0;
  }
  dataAddress(site) {
    const start = this.image.symbolAddress(this.sites.symbol(site));
    return start === NOWHERE ? NOWHERE : start + this.sites.addend(site);
  }
};
function sum(a, b) {
  if (a?.kind === "base") return b;
  if (b?.kind === "base") return a;
  if (a?.kind === "number" && b?.kind === "data") return moved(b, a.value);
  if (a?.kind === "data" && b?.kind === "number") return moved(a, b.value);
  return void 0;
}
function moved({ address }, by) {
  return { kind: "data", address: address === NOWHERE ? NOWHERE : address + by };
}
var MEETS = /* @__PURE__ */ new Set([3, 5, 7, 11, 24, 25]);
function numericArity(opcode) {
  if (opcode >= Op.firstLoad && opcode <= Op.lastLoad) return 1;
  if (opcode >= 66 && opcode <= 68) return 0;
  if (opcode < 69 || opcode > 196) return void 0;
  const unary = opcode === 69 || opcode === 80 || opcode >= 103 && opcode <= 105 || opcode >= 121 && opcode <= 123 || opcode >= 139 && opcode <= 145 || opcode >= 153 && opcode <= 159 || opcode >= 167;
  return unary ? 1 : 2;
}
function setOnce(at) {
  const once = /* @__PURE__ */ new Set();
  const more = /* @__PURE__ */ new Set();
  while (at.next()) {
    if (at.opcode !== Op.localSet && at.opcode !== Op.localTee) continue;
    if (once.has(at.first)) more.add(at.first);
    else once.add(at.first);
  }
  for (const local of more) once.delete(local);
  return once;
}

// src/signature/tables.ts
var POINTERS = {
  tp_as_async: "PyAsyncMethods",
  tp_as_number: "PyNumberMethods",
  tp_as_sequence: "PySequenceMethods",
  tp_as_mapping: "PyMappingMethods",
  tp_as_buffer: "PyBufferProcs",
  tp_methods: "PyMethodDef",
  tp_getset: "PyGetSetDef",
  m_methods: "PyMethodDef",
  m_slots: "PyModuleDef_Slot",
  mod_methods: "PyMethodDef",
  mod_slots: "PyModuleDef_Slot",
  tp_slots: "PyType_Slot"
};
var UNCALLED = /* @__PURE__ */ new Set(["was_sq_slice", "was_sq_ass_slice"]);
function readTable(kind, image, layout, address, end) {
  return (READERS[kind] ?? readStruct(kind))(image, layout, address, end);
}
var READERS = {
  PyTypeObject: (image, layout, address, end) => {
    const fixed = fieldsOf(layout, "PyTypeObject");
    const isObject = layout.staticReferences.includes(image.word(address)) || image.word(address) === 1;
    const name = image.relocationAt(address + fixed("tp_name"));
    if (!isObject || !image.isNumber(address) || !isPointerOrNull(image, address + WORD)) return void 0;
    if (!image.isZero(address + 2 * WORD) || name !== NOWHERE && !image.isPointer(name)) return void 0;
    const table = readStruct("PyTypeObject")(image, layout, address, end);
    return table && (name !== NOWHERE || table.entries.length > 0) ? table : void 0;
  },
  PyModuleDef: (image, layout, address, end) => {
    const at = fieldsOf(layout, "PyModuleDef");
    const name = image.relocationAt(address + at("m_name"));
    if (!image.isNumber(address) || !image.isNumber(address + at("m_size"))) return void 0;
    for (let offset = 2 * WORD; offset < at("m_name"); offset += WORD) {
      if (!image.isZero(address + offset)) return void 0;
    }
    if (!image.isPointer(name) || image.text(image.target(name)) === void 0) return void 0;
    return readStruct("PyModuleDef")(image, layout, address, end);
  },
  PyType_Spec: (image, layout, address) => {
    const at = fieldsOf(layout, "PyType_Spec");
    const name = image.relocationAt(address + at("name"));
    const slots = image.relocationAt(address + at("slots"));
    if (!image.isPointer(name) || image.text(image.target(name)) === void 0 || !image.isPointer(slots))
      return void 0;
    if (!["basicsize", "itemsize", "flags"].every((field) => image.isNumber(address + at(field)))) return void 0;
    const target = image.target(slots);
    const found = target < 0 ? void 0 : readTable("PyType_Slot", image, layout, target, image.endOf(target));
    return found && { entries: [], leads: [{ kind: "PyType_Slot", address: target }] };
  },
  PyMethodDef: (image, layout, address, end) => {
    const at = fieldsOf(layout, "PyMethodDef");
    return readList(image, layout, "PyMethodDef", address, end, (item) => {
      const name = image.relocationAt(item + at("ml_name"));
      const method = image.relocationAt(item + at("ml_meth"));
      const call = layout.methodTypes[image.word(item + at("ml_flags")) & ~layout.silentMethodFlags];
      const text = image.isPointer(name) ? image.text(image.target(name)) : void 0;
      if (text === void 0 || !call || !image.isNumber(item + at("ml_flags"))) return void 0;
      if (!image.isFunction(method) || !isPointerOrNull(image, item + at("ml_doc"))) return void 0;
      const slot = `METH_${call.flags.replaceAll("|", "|METH_")}`;
      return { entries: [{ relocation: method, slot, name: text, expected: call.type }], leads: [] };
    });
  },
  PyGetSetDef: (image, layout, address, end) => {
    const at = fieldsOf(layout, "PyGetSetDef");
    return readList(image, layout, "PyGetSetDef", address, end, (item) => {
      const name = image.relocationAt(item + at("name"));
      const text = image.isPointer(name) ? image.text(image.target(name)) : void 0;
      if (text === void 0 || !isPointerOrNull(image, item + at("doc"))) return void 0;
      const entries = [];
      for (const slot of ["get", "set"]) {
        const accessor = image.relocationAt(item + at(slot));
        if (image.isFunction(accessor)) {
          entries.push({ relocation: accessor, slot, name: text, expected: typeOf(layout, "PyGetSetDef", slot) });
        } else if (!image.isZero(item + at(slot))) return void 0;
      }
      return entries.length > 0 ? { entries, leads: [] } : void 0;
    });
  },
  PyType_Slot: (image, layout, address, end) => readSlots(image, pairs(layout, "PyType_Slot"), address, end, (id) => typeSlot(layout, id)),
  PyModuleDef_Slot: (image, layout, address, end) => readSlots(image, pairs(layout, "PyModuleDef_Slot"), address, end, (id) => moduleSlot(layout, id)),
  PyTypeSlots: (image, layout, address, end) => readSlots(image, numbered(layout), address, end, (id) => typeSlot(layout, id), "PyTypeSlots"),
  PyModuleSlots: (image, layout, address, end) => readSlots(image, numbered(layout), address, end, (id) => moduleSlot(layout, id), "PyModuleSlots")
};
function typeSlot(layout, id) {
  const name = layout.typeSlots[id];
  return name === void 0 ? void 0 : { name, type: slotTypes(layout).get(name) };
}
function moduleSlot(layout, id) {
  const name = layout.moduleSlots[id] ?? (layout.typeSlots[id] === SUBSLOTS ? SUBSLOTS : void 0);
  return name === void 0 ? void 0 : { name, type: layout.moduleCalls[name] };
}
var SUBSLOTS = "slot_subslots";
function pairs(layout, kind) {
  return { size: layout.structs[kind]?.size ?? 0, idMask: 4294967295, value: WORD };
}
function numbered(layout) {
  const slot = layout.structs.PySlot;
  return { size: slot?.size ?? 0, idMask: 65535, value: slot?.fields.sl_ptr?.offset ?? 0 };
}
var WORD = 4;
function readStruct(kind) {
  return (image, layout, address, end) => {
    const struct = layout.structs[kind];
    if (!struct || address + struct.size > end) return void 0;
    const entries = [];
    const leads = [];
    const functions = /* @__PURE__ */ new Set();
    for (const [name, { offset, type }] of Object.entries(struct.fields)) {
      const relocation = image.relocationAt(address + offset);
      if (UNCALLED.has(name)) functions.add(offset);
      else if (type !== void 0) {
        functions.add(offset);
        if (image.isFunction(relocation)) entries.push({ relocation, slot: name, name: "", expected: type });
        else if (!image.isZero(address + offset)) return void 0;
      } else {
        const lead = POINTERS[name];
        if (!lead) continue;
        if (!isPointerOrNull(image, address + offset)) return void 0;
        const target = image.target(relocation);
        if (image.isPointer(relocation) && target >= 0) leads.push({ kind: lead, address: target });
      }
    }
    for (let offset = 0; offset < struct.size; offset += WORD) {
      if (!functions.has(offset) && image.isFunction(image.relocationAt(address + offset))) return void 0;
    }
    return { entries, leads };
  };
}
function readList(image, layout, kind, address, end, readItem) {
  const size = layout.structs[kind]?.size ?? 0;
  const entries = [];
  const leads = [];
  let item = address;
  for (; size > 0 && item + size <= end; item += size) {
    if (image.isZero(item)) return { entries, leads };
    const found = readItem(item);
    if (!found) return void 0;
    entries.push(...found.entries);
    leads.push(...found.leads);
  }
  return item === end && entries.length > 0 ? { entries, leads } : void 0;
}
function readSlots(image, { size, idMask, value }, address, end, slotOf, own) {
  const entries = [];
  const leads = [];
  for (let item = address; size > 0 && item + size <= end; item += size) {
    if (!image.isNumber(item)) return void 0;
    const id = (image.word(item) & idMask) >>> 0;
    if (id === 0) return image.isZero(item + value) ? { entries, leads } : void 0;
    const slot = slotOf(id);
    if (!slot) return void 0;
    const relocation = image.relocationAt(item + value);
    if (relocation === NOWHERE) continue;
    if (slot.type === void 0) {
      if (!image.isPointer(relocation)) return void 0;
      const lead = slot.name === SUBSLOTS ? own : POINTERS[slot.name];
      const target = image.target(relocation);
      if (lead && target >= 0) leads.push({ kind: lead, address: target });
    } else if (image.isFunction(relocation)) {
      entries.push({ relocation, slot: slot.name, name: "", expected: slot.type });
    } else return void 0;
  }
  return void 0;
}
function slotTypes(layout) {
  const known = SLOT_TYPES.get(layout);
  if (known) return known;
  const fields = Object.values(layout.structs).flatMap((struct) => Object.entries(struct.fields));
  const types = new Map(fields.flatMap(([name, { type }]) => type === void 0 ? [] : [[name, type]]));
  SLOT_TYPES.set(layout, types);
  return types;
}
var SLOT_TYPES = /* @__PURE__ */ new WeakMap();
function isPointerOrNull(image, address) {
  return image.isPointer(image.relocationAt(address)) || image.isZero(address);
}
function fieldsOf(layout, kind) {
  const struct = layout.structs[kind];
  return (field) => struct?.fields[field]?.offset ?? 0;
}
function typeOf(layout, kind, field) {
  return layout.structs[kind]?.fields[field]?.type ?? "";
}

// src/signature/audit.ts
function auditSignatures(object, layout) {
  const linking = readLinking(object);
  if (!linking) return void 0;
  const image = new ObjectImage(object, linking);
  const search = new TableSearch(image, layout);
  const scan = scanCode(image);
  search.strongShapes();
  search.fromCode(scan);
  search.shapesAlone();
  return {
    image,
    uses: [
      ...search.dataUses(),
      ...search.storeUses(scan),
      ...argumentUses(image, scan),
      ...looseUses(image, layout, scan)
    ]
  };
}
function isMismatch({ expected, found }) {
  return expected !== found;
}
var WORD2 = 4;
var LARGEST_STRUCT = 256;
var STRUCTS = /* @__PURE__ */ new Set([
  "PyTypeObject",
  "PyNumberMethods",
  "PySequenceMethods",
  "PyMappingMethods",
  "PyAsyncMethods",
  "PyBufferProcs"
]);
function argumentUses(image, { calls }) {
  return calls.flatMap(
    ({ callee, args: args2 }) => Object.entries(FUNCTION_ARGUMENTS[callee] ?? {}).flatMap(([place, expected]) => {
      const value = args2[Number(place)];
      return value?.kind === "function" ? useInCode(image, value, callee, `argument ${Number(place) + 1}`, expected) : [];
    })
  );
}
function looseUses(image, layout, { looseStores }) {
  const fields = Object.entries(layout.structs.PyTypeObject?.fields ?? {});
  return looseStores.flatMap(({ offset, value }) => {
    const [name, field] = fields.find(([, field2]) => field2.offset === offset) ?? [];
    if (name === void 0 || field?.type === void 0) return [];
    const uses = useInCode(image, value, "a type that is made at run time", name, field.type);
    return uses.filter(isMismatch).map((use) => ({ ...use, suspected: true }));
  });
}
function useInCode(image, { symbol, relocation }, table, slot, expected) {
  const found = image.typeOf(symbol);
  return found === void 0 ? [] : [{ section: "code", relocation, symbol, table, slot, name: "", expected, found }];
}
var TableSearch = class {
  image;
  layout;
  /** By address; a table is read once, as what it was first found to be. */
  tables = /* @__PURE__ */ new Map();
  /** Kinds of the tables at their addresses, those included that are filled at run time. */
  structs = /* @__PURE__ */ new Map();
  constructor(image, layout) {
    this.image = image;
    this.layout = layout;
  }
  strongShapes() {
    for (const kind of ["PyTypeObject", "PyModuleDef", "PyType_Spec"]) {
      const size = this.layout.structs[kind]?.size ?? 0;
      this.eachExtent((start, end) => {
        if ((end - start) % size !== 0 || kind === "PyModuleDef" && end - start !== size) return;
        for (let address = start; address < end; address += size) this.add({ kind, address }, address + size);
      });
    }
  }
  shapesAlone() {
    for (const kind of ["PyMethodDef", "PyGetSetDef"]) {
      const size = this.layout.structs[kind]?.size ?? 0;
      this.eachExtent((start, end) => {
        if ((end - start) % size === 0) this.add({ kind, address: start }, end);
      });
    }
  }
  /** Tables that the code hands to CPython, and those that it hangs into a type at run time. */
  fromCode({ calls, stores, typeMakers }) {
    for (const address of typeMakers) {
      if (!this.image.nameAt(address).startsWith(".L__const.")) continue;
      for (const kind of ["PyType_Slot", "PyTypeSlots"]) this.add({ kind, address });
    }
    for (const { callee, args: args2 } of calls) {
      for (const [place, kind] of Object.entries(TABLE_ARGUMENTS[callee] ?? {})) {
        const value = args2[Number(place)];
        if (value?.kind !== "data" || value.address < 0) continue;
        this.add({ kind, address: value.address });
        if (kind === "PyTypeObject") this.structs.set(value.address, kind);
      }
    }
    for (const { address, value } of stores) {
      if (value.kind !== "data" || value.address < 0) continue;
      const kind = POINTERS[this.fieldAt(address)?.name ?? ""];
      if (!kind) continue;
      this.add({ kind, address: value.address });
      this.structs.set(value.address, kind);
    }
  }
  /** The field of a known struct at an address. */
  fieldAt(address) {
    for (let table = address; table >= 0 && table > address - LARGEST_STRUCT; table -= WORD2) {
      const kind = this.structs.get(table);
      const struct = kind && STRUCTS.has(kind) ? this.layout.structs[kind] : void 0;
      if (!struct || address >= table + struct.size) continue;
      const found = Object.entries(struct.fields).find(([, { offset }]) => offset === address - table);
      return found && { name: found[0], table, ...found[1] };
    }
    return void 0;
  }
  storeUses({ stores }) {
    return stores.flatMap(({ address, value }) => {
      const field = value.kind === "function" ? this.fieldAt(address) : void 0;
      if (value.kind !== "function" || field?.type === void 0) return [];
      return useInCode(this.image, value, this.image.nameAt(field.table), field.name, field.type);
    });
  }
  /** @param end default: where its symbol ends */
  add({ kind, address }, end = this.image.endOf(address)) {
    if (this.tables.has(address)) return;
    const table = readTable(kind, this.image, this.layout, address, end);
    if (!table) return;
    this.tables.set(address, table.entries);
    this.structs.set(address, kind);
    for (const lead of table.leads) this.add(lead);
  }
  dataUses() {
    const { image } = this;
    const uses = /* @__PURE__ */ new Map();
    for (const [address, entries] of this.tables) {
      for (const { relocation, slot, name, expected } of entries) {
        const symbol = image.functionOf(relocation);
        const found = image.typeOf(symbol);
        if (found === void 0 || uses.has(relocation)) continue;
        const table = image.nameAt(address);
        uses.set(relocation, { section: "data", relocation, symbol, table, slot, name, expected, found });
      }
    }
    return [...uses.values()];
  }
  eachExtent(visit) {
    const { extentStarts, extentEnds } = this.image;
    for (const [i, start] of extentStarts.entries()) {
      const end = extentEnds[i] ?? start;
      if (!this.tables.has(start) && this.image.hasRelocation(start, end)) visit(start, end);
    }
  }
};

// src/signature/finding.ts
var AUDIT_VERSION = 2;

// src/signature/layouts.json
var layouts_default = {
  $schema: "./layouts.schema.json",
  $comment: "Written by scripts/update-layouts.ts from CPython's headers, compiled for wasm32. Types: i, l, f, d are i32, i64, f32, f64; parameters, an underscore, results; v is nothing.",
  layouts: {
    "3.11": {
      headers: "3.11.8+",
      staticReferences: [1],
      structs: {
        PyTypeObject: {
          size: 204,
          fields: {
            ob_base: { offset: 0 },
            tp_name: { offset: 12 },
            tp_basicsize: { offset: 16 },
            tp_itemsize: { offset: 20 },
            tp_dealloc: { offset: 24, type: "i_v" },
            tp_vectorcall_offset: { offset: 28 },
            tp_getattr: { offset: 32, type: "ii_i" },
            tp_setattr: { offset: 36, type: "iii_i" },
            tp_as_async: { offset: 40 },
            tp_repr: { offset: 44, type: "i_i" },
            tp_as_number: { offset: 48 },
            tp_as_sequence: { offset: 52 },
            tp_as_mapping: { offset: 56 },
            tp_hash: { offset: 60, type: "i_i" },
            tp_call: { offset: 64, type: "iii_i" },
            tp_str: { offset: 68, type: "i_i" },
            tp_getattro: { offset: 72, type: "ii_i" },
            tp_setattro: { offset: 76, type: "iii_i" },
            tp_as_buffer: { offset: 80 },
            tp_flags: { offset: 84 },
            tp_doc: { offset: 88 },
            tp_traverse: { offset: 92, type: "iii_i" },
            tp_clear: { offset: 96, type: "i_i" },
            tp_richcompare: { offset: 100, type: "iii_i" },
            tp_weaklistoffset: { offset: 104 },
            tp_iter: { offset: 108, type: "i_i" },
            tp_iternext: { offset: 112, type: "i_i" },
            tp_methods: { offset: 116 },
            tp_members: { offset: 120 },
            tp_getset: { offset: 124 },
            tp_base: { offset: 128 },
            tp_dict: { offset: 132 },
            tp_descr_get: { offset: 136, type: "iii_i" },
            tp_descr_set: { offset: 140, type: "iii_i" },
            tp_dictoffset: { offset: 144 },
            tp_init: { offset: 148, type: "iii_i" },
            tp_alloc: { offset: 152, type: "ii_i" },
            tp_new: { offset: 156, type: "iii_i" },
            tp_free: { offset: 160, type: "i_v" },
            tp_is_gc: { offset: 164, type: "i_i" },
            tp_bases: { offset: 168 },
            tp_mro: { offset: 172 },
            tp_cache: { offset: 176 },
            tp_subclasses: { offset: 180 },
            tp_weaklist: { offset: 184 },
            tp_del: { offset: 188, type: "i_v" },
            tp_version_tag: { offset: 192 },
            tp_finalize: { offset: 196, type: "i_v" },
            tp_vectorcall: { offset: 200, type: "iiii_i" }
          }
        },
        PyNumberMethods: {
          size: 144,
          fields: {
            nb_add: { offset: 0, type: "ii_i" },
            nb_subtract: { offset: 4, type: "ii_i" },
            nb_multiply: { offset: 8, type: "ii_i" },
            nb_remainder: { offset: 12, type: "ii_i" },
            nb_divmod: { offset: 16, type: "ii_i" },
            nb_power: { offset: 20, type: "iii_i" },
            nb_negative: { offset: 24, type: "i_i" },
            nb_positive: { offset: 28, type: "i_i" },
            nb_absolute: { offset: 32, type: "i_i" },
            nb_bool: { offset: 36, type: "i_i" },
            nb_invert: { offset: 40, type: "i_i" },
            nb_lshift: { offset: 44, type: "ii_i" },
            nb_rshift: { offset: 48, type: "ii_i" },
            nb_and: { offset: 52, type: "ii_i" },
            nb_xor: { offset: 56, type: "ii_i" },
            nb_or: { offset: 60, type: "ii_i" },
            nb_int: { offset: 64, type: "i_i" },
            nb_reserved: { offset: 68 },
            nb_float: { offset: 72, type: "i_i" },
            nb_inplace_add: { offset: 76, type: "ii_i" },
            nb_inplace_subtract: { offset: 80, type: "ii_i" },
            nb_inplace_multiply: { offset: 84, type: "ii_i" },
            nb_inplace_remainder: { offset: 88, type: "ii_i" },
            nb_inplace_power: { offset: 92, type: "iii_i" },
            nb_inplace_lshift: { offset: 96, type: "ii_i" },
            nb_inplace_rshift: { offset: 100, type: "ii_i" },
            nb_inplace_and: { offset: 104, type: "ii_i" },
            nb_inplace_xor: { offset: 108, type: "ii_i" },
            nb_inplace_or: { offset: 112, type: "ii_i" },
            nb_floor_divide: { offset: 116, type: "ii_i" },
            nb_true_divide: { offset: 120, type: "ii_i" },
            nb_inplace_floor_divide: { offset: 124, type: "ii_i" },
            nb_inplace_true_divide: { offset: 128, type: "ii_i" },
            nb_index: { offset: 132, type: "i_i" },
            nb_matrix_multiply: { offset: 136, type: "ii_i" },
            nb_inplace_matrix_multiply: { offset: 140, type: "ii_i" }
          }
        },
        PySequenceMethods: {
          size: 40,
          fields: {
            sq_length: { offset: 0, type: "i_i" },
            sq_concat: { offset: 4, type: "ii_i" },
            sq_repeat: { offset: 8, type: "ii_i" },
            sq_item: { offset: 12, type: "ii_i" },
            was_sq_slice: { offset: 16 },
            sq_ass_item: { offset: 20, type: "iii_i" },
            was_sq_ass_slice: { offset: 24 },
            sq_contains: { offset: 28, type: "ii_i" },
            sq_inplace_concat: { offset: 32, type: "ii_i" },
            sq_inplace_repeat: { offset: 36, type: "ii_i" }
          }
        },
        PyMappingMethods: {
          size: 12,
          fields: {
            mp_length: { offset: 0, type: "i_i" },
            mp_subscript: { offset: 4, type: "ii_i" },
            mp_ass_subscript: { offset: 8, type: "iii_i" }
          }
        },
        PyAsyncMethods: {
          size: 16,
          fields: {
            am_await: { offset: 0, type: "i_i" },
            am_aiter: { offset: 4, type: "i_i" },
            am_anext: { offset: 8, type: "i_i" },
            am_send: { offset: 12, type: "iii_i" }
          }
        },
        PyBufferProcs: {
          size: 8,
          fields: {
            bf_getbuffer: { offset: 0, type: "iii_i" },
            bf_releasebuffer: { offset: 4, type: "ii_v" }
          }
        },
        PyMethodDef: {
          size: 16,
          fields: {
            ml_name: { offset: 0 },
            ml_meth: { offset: 4, type: "ii_i" },
            ml_flags: { offset: 8 },
            ml_doc: { offset: 12 }
          }
        },
        PyGetSetDef: {
          size: 20,
          fields: {
            name: { offset: 0 },
            get: { offset: 4, type: "ii_i" },
            set: { offset: 8, type: "iii_i" },
            doc: { offset: 12 },
            closure: { offset: 16 }
          }
        },
        PyModuleDef: {
          size: 52,
          fields: {
            m_base: { offset: 0 },
            m_name: { offset: 20 },
            m_doc: { offset: 24 },
            m_size: { offset: 28 },
            m_methods: { offset: 32 },
            m_slots: { offset: 36 },
            m_traverse: { offset: 40, type: "iii_i" },
            m_clear: { offset: 44, type: "i_i" },
            m_free: { offset: 48, type: "i_v" }
          }
        },
        PyModuleDef_Slot: {
          size: 8,
          fields: {
            slot: { offset: 0 },
            value: { offset: 4 }
          }
        },
        PyType_Slot: {
          size: 8,
          fields: {
            slot: { offset: 0 },
            pfunc: { offset: 4 }
          }
        },
        PyType_Spec: {
          size: 20,
          fields: {
            name: { offset: 0 },
            basicsize: { offset: 4 },
            itemsize: { offset: 8 },
            flags: { offset: 12 },
            slots: { offset: 16 }
          }
        }
      },
      methodTypes: {
        "1": { flags: "VARARGS", type: "ii_i" },
        "3": { flags: "VARARGS|KEYWORDS", type: "iii_i" },
        "4": { flags: "NOARGS", type: "ii_i" },
        "8": { flags: "O", type: "ii_i" },
        "128": { flags: "FASTCALL", type: "iii_i" },
        "130": { flags: "FASTCALL|KEYWORDS", type: "iiii_i" },
        "642": { flags: "METHOD|FASTCALL|KEYWORDS", type: "iiiii_i" }
      },
      silentMethodFlags: 112,
      typeSlots: {
        "1": "bf_getbuffer",
        "2": "bf_releasebuffer",
        "3": "mp_ass_subscript",
        "4": "mp_length",
        "5": "mp_subscript",
        "6": "nb_absolute",
        "7": "nb_add",
        "8": "nb_and",
        "9": "nb_bool",
        "10": "nb_divmod",
        "11": "nb_float",
        "12": "nb_floor_divide",
        "13": "nb_index",
        "14": "nb_inplace_add",
        "15": "nb_inplace_and",
        "16": "nb_inplace_floor_divide",
        "17": "nb_inplace_lshift",
        "18": "nb_inplace_multiply",
        "19": "nb_inplace_or",
        "20": "nb_inplace_power",
        "21": "nb_inplace_remainder",
        "22": "nb_inplace_rshift",
        "23": "nb_inplace_subtract",
        "24": "nb_inplace_true_divide",
        "25": "nb_inplace_xor",
        "26": "nb_int",
        "27": "nb_invert",
        "28": "nb_lshift",
        "29": "nb_multiply",
        "30": "nb_negative",
        "31": "nb_or",
        "32": "nb_positive",
        "33": "nb_power",
        "34": "nb_remainder",
        "35": "nb_rshift",
        "36": "nb_subtract",
        "37": "nb_true_divide",
        "38": "nb_xor",
        "39": "sq_ass_item",
        "40": "sq_concat",
        "41": "sq_contains",
        "42": "sq_inplace_concat",
        "43": "sq_inplace_repeat",
        "44": "sq_item",
        "45": "sq_length",
        "46": "sq_repeat",
        "47": "tp_alloc",
        "48": "tp_base",
        "49": "tp_bases",
        "50": "tp_call",
        "51": "tp_clear",
        "52": "tp_dealloc",
        "53": "tp_del",
        "54": "tp_descr_get",
        "55": "tp_descr_set",
        "56": "tp_doc",
        "57": "tp_getattr",
        "58": "tp_getattro",
        "59": "tp_hash",
        "60": "tp_init",
        "61": "tp_is_gc",
        "62": "tp_iter",
        "63": "tp_iternext",
        "64": "tp_methods",
        "65": "tp_new",
        "66": "tp_repr",
        "67": "tp_richcompare",
        "68": "tp_setattr",
        "69": "tp_setattro",
        "70": "tp_str",
        "71": "tp_traverse",
        "72": "tp_members",
        "73": "tp_getset",
        "74": "tp_free",
        "75": "nb_matrix_multiply",
        "76": "nb_inplace_matrix_multiply",
        "77": "am_await",
        "78": "am_aiter",
        "79": "am_anext",
        "80": "tp_finalize",
        "81": "am_send"
      },
      moduleSlots: {
        "1": "mod_create",
        "2": "mod_exec"
      },
      moduleCalls: {
        mod_create: "ii_i",
        mod_exec: "i_i",
        mod_state_traverse: "iii_i",
        mod_state_clear: "i_i",
        mod_state_free: "i_v"
      }
    },
    "3.12": {
      headers: "3.12.1",
      staticReferences: [1, 1073741823],
      structs: {
        PyTypeObject: {
          size: 208,
          fields: {
            ob_base: { offset: 0 },
            tp_name: { offset: 12 },
            tp_basicsize: { offset: 16 },
            tp_itemsize: { offset: 20 },
            tp_dealloc: { offset: 24, type: "i_v" },
            tp_vectorcall_offset: { offset: 28 },
            tp_getattr: { offset: 32, type: "ii_i" },
            tp_setattr: { offset: 36, type: "iii_i" },
            tp_as_async: { offset: 40 },
            tp_repr: { offset: 44, type: "i_i" },
            tp_as_number: { offset: 48 },
            tp_as_sequence: { offset: 52 },
            tp_as_mapping: { offset: 56 },
            tp_hash: { offset: 60, type: "i_i" },
            tp_call: { offset: 64, type: "iii_i" },
            tp_str: { offset: 68, type: "i_i" },
            tp_getattro: { offset: 72, type: "ii_i" },
            tp_setattro: { offset: 76, type: "iii_i" },
            tp_as_buffer: { offset: 80 },
            tp_flags: { offset: 84 },
            tp_doc: { offset: 88 },
            tp_traverse: { offset: 92, type: "iii_i" },
            tp_clear: { offset: 96, type: "i_i" },
            tp_richcompare: { offset: 100, type: "iii_i" },
            tp_weaklistoffset: { offset: 104 },
            tp_iter: { offset: 108, type: "i_i" },
            tp_iternext: { offset: 112, type: "i_i" },
            tp_methods: { offset: 116 },
            tp_members: { offset: 120 },
            tp_getset: { offset: 124 },
            tp_base: { offset: 128 },
            tp_dict: { offset: 132 },
            tp_descr_get: { offset: 136, type: "iii_i" },
            tp_descr_set: { offset: 140, type: "iii_i" },
            tp_dictoffset: { offset: 144 },
            tp_init: { offset: 148, type: "iii_i" },
            tp_alloc: { offset: 152, type: "ii_i" },
            tp_new: { offset: 156, type: "iii_i" },
            tp_free: { offset: 160, type: "i_v" },
            tp_is_gc: { offset: 164, type: "i_i" },
            tp_bases: { offset: 168 },
            tp_mro: { offset: 172 },
            tp_cache: { offset: 176 },
            tp_subclasses: { offset: 180 },
            tp_weaklist: { offset: 184 },
            tp_del: { offset: 188, type: "i_v" },
            tp_version_tag: { offset: 192 },
            tp_finalize: { offset: 196, type: "i_v" },
            tp_vectorcall: { offset: 200, type: "iiii_i" },
            tp_watched: { offset: 204 }
          }
        },
        PyNumberMethods: {
          size: 144,
          fields: {
            nb_add: { offset: 0, type: "ii_i" },
            nb_subtract: { offset: 4, type: "ii_i" },
            nb_multiply: { offset: 8, type: "ii_i" },
            nb_remainder: { offset: 12, type: "ii_i" },
            nb_divmod: { offset: 16, type: "ii_i" },
            nb_power: { offset: 20, type: "iii_i" },
            nb_negative: { offset: 24, type: "i_i" },
            nb_positive: { offset: 28, type: "i_i" },
            nb_absolute: { offset: 32, type: "i_i" },
            nb_bool: { offset: 36, type: "i_i" },
            nb_invert: { offset: 40, type: "i_i" },
            nb_lshift: { offset: 44, type: "ii_i" },
            nb_rshift: { offset: 48, type: "ii_i" },
            nb_and: { offset: 52, type: "ii_i" },
            nb_xor: { offset: 56, type: "ii_i" },
            nb_or: { offset: 60, type: "ii_i" },
            nb_int: { offset: 64, type: "i_i" },
            nb_reserved: { offset: 68 },
            nb_float: { offset: 72, type: "i_i" },
            nb_inplace_add: { offset: 76, type: "ii_i" },
            nb_inplace_subtract: { offset: 80, type: "ii_i" },
            nb_inplace_multiply: { offset: 84, type: "ii_i" },
            nb_inplace_remainder: { offset: 88, type: "ii_i" },
            nb_inplace_power: { offset: 92, type: "iii_i" },
            nb_inplace_lshift: { offset: 96, type: "ii_i" },
            nb_inplace_rshift: { offset: 100, type: "ii_i" },
            nb_inplace_and: { offset: 104, type: "ii_i" },
            nb_inplace_xor: { offset: 108, type: "ii_i" },
            nb_inplace_or: { offset: 112, type: "ii_i" },
            nb_floor_divide: { offset: 116, type: "ii_i" },
            nb_true_divide: { offset: 120, type: "ii_i" },
            nb_inplace_floor_divide: { offset: 124, type: "ii_i" },
            nb_inplace_true_divide: { offset: 128, type: "ii_i" },
            nb_index: { offset: 132, type: "i_i" },
            nb_matrix_multiply: { offset: 136, type: "ii_i" },
            nb_inplace_matrix_multiply: { offset: 140, type: "ii_i" }
          }
        },
        PySequenceMethods: {
          size: 40,
          fields: {
            sq_length: { offset: 0, type: "i_i" },
            sq_concat: { offset: 4, type: "ii_i" },
            sq_repeat: { offset: 8, type: "ii_i" },
            sq_item: { offset: 12, type: "ii_i" },
            was_sq_slice: { offset: 16 },
            sq_ass_item: { offset: 20, type: "iii_i" },
            was_sq_ass_slice: { offset: 24 },
            sq_contains: { offset: 28, type: "ii_i" },
            sq_inplace_concat: { offset: 32, type: "ii_i" },
            sq_inplace_repeat: { offset: 36, type: "ii_i" }
          }
        },
        PyMappingMethods: {
          size: 12,
          fields: {
            mp_length: { offset: 0, type: "i_i" },
            mp_subscript: { offset: 4, type: "ii_i" },
            mp_ass_subscript: { offset: 8, type: "iii_i" }
          }
        },
        PyAsyncMethods: {
          size: 16,
          fields: {
            am_await: { offset: 0, type: "i_i" },
            am_aiter: { offset: 4, type: "i_i" },
            am_anext: { offset: 8, type: "i_i" },
            am_send: { offset: 12, type: "iii_i" }
          }
        },
        PyBufferProcs: {
          size: 8,
          fields: {
            bf_getbuffer: { offset: 0, type: "iii_i" },
            bf_releasebuffer: { offset: 4, type: "ii_v" }
          }
        },
        PyMethodDef: {
          size: 16,
          fields: {
            ml_name: { offset: 0 },
            ml_meth: { offset: 4, type: "ii_i" },
            ml_flags: { offset: 8 },
            ml_doc: { offset: 12 }
          }
        },
        PyGetSetDef: {
          size: 20,
          fields: {
            name: { offset: 0 },
            get: { offset: 4, type: "ii_i" },
            set: { offset: 8, type: "iii_i" },
            doc: { offset: 12 },
            closure: { offset: 16 }
          }
        },
        PyModuleDef: {
          size: 52,
          fields: {
            m_base: { offset: 0 },
            m_name: { offset: 20 },
            m_doc: { offset: 24 },
            m_size: { offset: 28 },
            m_methods: { offset: 32 },
            m_slots: { offset: 36 },
            m_traverse: { offset: 40, type: "iii_i" },
            m_clear: { offset: 44, type: "i_i" },
            m_free: { offset: 48, type: "i_v" }
          }
        },
        PyModuleDef_Slot: {
          size: 8,
          fields: {
            slot: { offset: 0 },
            value: { offset: 4 }
          }
        },
        PyType_Slot: {
          size: 8,
          fields: {
            slot: { offset: 0 },
            pfunc: { offset: 4 }
          }
        },
        PyType_Spec: {
          size: 20,
          fields: {
            name: { offset: 0 },
            basicsize: { offset: 4 },
            itemsize: { offset: 8 },
            flags: { offset: 12 },
            slots: { offset: 16 }
          }
        }
      },
      methodTypes: {
        "1": { flags: "VARARGS", type: "ii_i" },
        "3": { flags: "VARARGS|KEYWORDS", type: "iii_i" },
        "4": { flags: "NOARGS", type: "ii_i" },
        "8": { flags: "O", type: "ii_i" },
        "128": { flags: "FASTCALL", type: "iii_i" },
        "130": { flags: "FASTCALL|KEYWORDS", type: "iiii_i" },
        "642": { flags: "METHOD|FASTCALL|KEYWORDS", type: "iiiii_i" }
      },
      silentMethodFlags: 112,
      typeSlots: {
        "1": "bf_getbuffer",
        "2": "bf_releasebuffer",
        "3": "mp_ass_subscript",
        "4": "mp_length",
        "5": "mp_subscript",
        "6": "nb_absolute",
        "7": "nb_add",
        "8": "nb_and",
        "9": "nb_bool",
        "10": "nb_divmod",
        "11": "nb_float",
        "12": "nb_floor_divide",
        "13": "nb_index",
        "14": "nb_inplace_add",
        "15": "nb_inplace_and",
        "16": "nb_inplace_floor_divide",
        "17": "nb_inplace_lshift",
        "18": "nb_inplace_multiply",
        "19": "nb_inplace_or",
        "20": "nb_inplace_power",
        "21": "nb_inplace_remainder",
        "22": "nb_inplace_rshift",
        "23": "nb_inplace_subtract",
        "24": "nb_inplace_true_divide",
        "25": "nb_inplace_xor",
        "26": "nb_int",
        "27": "nb_invert",
        "28": "nb_lshift",
        "29": "nb_multiply",
        "30": "nb_negative",
        "31": "nb_or",
        "32": "nb_positive",
        "33": "nb_power",
        "34": "nb_remainder",
        "35": "nb_rshift",
        "36": "nb_subtract",
        "37": "nb_true_divide",
        "38": "nb_xor",
        "39": "sq_ass_item",
        "40": "sq_concat",
        "41": "sq_contains",
        "42": "sq_inplace_concat",
        "43": "sq_inplace_repeat",
        "44": "sq_item",
        "45": "sq_length",
        "46": "sq_repeat",
        "47": "tp_alloc",
        "48": "tp_base",
        "49": "tp_bases",
        "50": "tp_call",
        "51": "tp_clear",
        "52": "tp_dealloc",
        "53": "tp_del",
        "54": "tp_descr_get",
        "55": "tp_descr_set",
        "56": "tp_doc",
        "57": "tp_getattr",
        "58": "tp_getattro",
        "59": "tp_hash",
        "60": "tp_init",
        "61": "tp_is_gc",
        "62": "tp_iter",
        "63": "tp_iternext",
        "64": "tp_methods",
        "65": "tp_new",
        "66": "tp_repr",
        "67": "tp_richcompare",
        "68": "tp_setattr",
        "69": "tp_setattro",
        "70": "tp_str",
        "71": "tp_traverse",
        "72": "tp_members",
        "73": "tp_getset",
        "74": "tp_free",
        "75": "nb_matrix_multiply",
        "76": "nb_inplace_matrix_multiply",
        "77": "am_await",
        "78": "am_aiter",
        "79": "am_anext",
        "80": "tp_finalize",
        "81": "am_send"
      },
      moduleSlots: {
        "1": "mod_create",
        "2": "mod_exec",
        "3": "mod_multiple_interpreters"
      },
      moduleCalls: {
        mod_create: "ii_i",
        mod_exec: "i_i",
        mod_state_traverse: "iii_i",
        mod_state_clear: "i_i",
        mod_state_free: "i_v"
      }
    },
    "3.13": {
      headers: "3.13.0",
      staticReferences: [1073741823],
      structs: {
        PyTypeObject: {
          size: 208,
          fields: {
            ob_base: { offset: 0 },
            tp_name: { offset: 12 },
            tp_basicsize: { offset: 16 },
            tp_itemsize: { offset: 20 },
            tp_dealloc: { offset: 24, type: "i_v" },
            tp_vectorcall_offset: { offset: 28 },
            tp_getattr: { offset: 32, type: "ii_i" },
            tp_setattr: { offset: 36, type: "iii_i" },
            tp_as_async: { offset: 40 },
            tp_repr: { offset: 44, type: "i_i" },
            tp_as_number: { offset: 48 },
            tp_as_sequence: { offset: 52 },
            tp_as_mapping: { offset: 56 },
            tp_hash: { offset: 60, type: "i_i" },
            tp_call: { offset: 64, type: "iii_i" },
            tp_str: { offset: 68, type: "i_i" },
            tp_getattro: { offset: 72, type: "ii_i" },
            tp_setattro: { offset: 76, type: "iii_i" },
            tp_as_buffer: { offset: 80 },
            tp_flags: { offset: 84 },
            tp_doc: { offset: 88 },
            tp_traverse: { offset: 92, type: "iii_i" },
            tp_clear: { offset: 96, type: "i_i" },
            tp_richcompare: { offset: 100, type: "iii_i" },
            tp_weaklistoffset: { offset: 104 },
            tp_iter: { offset: 108, type: "i_i" },
            tp_iternext: { offset: 112, type: "i_i" },
            tp_methods: { offset: 116 },
            tp_members: { offset: 120 },
            tp_getset: { offset: 124 },
            tp_base: { offset: 128 },
            tp_dict: { offset: 132 },
            tp_descr_get: { offset: 136, type: "iii_i" },
            tp_descr_set: { offset: 140, type: "iii_i" },
            tp_dictoffset: { offset: 144 },
            tp_init: { offset: 148, type: "iii_i" },
            tp_alloc: { offset: 152, type: "ii_i" },
            tp_new: { offset: 156, type: "iii_i" },
            tp_free: { offset: 160, type: "i_v" },
            tp_is_gc: { offset: 164, type: "i_i" },
            tp_bases: { offset: 168 },
            tp_mro: { offset: 172 },
            tp_cache: { offset: 176 },
            tp_subclasses: { offset: 180 },
            tp_weaklist: { offset: 184 },
            tp_del: { offset: 188, type: "i_v" },
            tp_version_tag: { offset: 192 },
            tp_finalize: { offset: 196, type: "i_v" },
            tp_vectorcall: { offset: 200, type: "iiii_i" },
            tp_watched: { offset: 204 },
            tp_versions_used: { offset: 206 }
          }
        },
        PyNumberMethods: {
          size: 144,
          fields: {
            nb_add: { offset: 0, type: "ii_i" },
            nb_subtract: { offset: 4, type: "ii_i" },
            nb_multiply: { offset: 8, type: "ii_i" },
            nb_remainder: { offset: 12, type: "ii_i" },
            nb_divmod: { offset: 16, type: "ii_i" },
            nb_power: { offset: 20, type: "iii_i" },
            nb_negative: { offset: 24, type: "i_i" },
            nb_positive: { offset: 28, type: "i_i" },
            nb_absolute: { offset: 32, type: "i_i" },
            nb_bool: { offset: 36, type: "i_i" },
            nb_invert: { offset: 40, type: "i_i" },
            nb_lshift: { offset: 44, type: "ii_i" },
            nb_rshift: { offset: 48, type: "ii_i" },
            nb_and: { offset: 52, type: "ii_i" },
            nb_xor: { offset: 56, type: "ii_i" },
            nb_or: { offset: 60, type: "ii_i" },
            nb_int: { offset: 64, type: "i_i" },
            nb_reserved: { offset: 68 },
            nb_float: { offset: 72, type: "i_i" },
            nb_inplace_add: { offset: 76, type: "ii_i" },
            nb_inplace_subtract: { offset: 80, type: "ii_i" },
            nb_inplace_multiply: { offset: 84, type: "ii_i" },
            nb_inplace_remainder: { offset: 88, type: "ii_i" },
            nb_inplace_power: { offset: 92, type: "iii_i" },
            nb_inplace_lshift: { offset: 96, type: "ii_i" },
            nb_inplace_rshift: { offset: 100, type: "ii_i" },
            nb_inplace_and: { offset: 104, type: "ii_i" },
            nb_inplace_xor: { offset: 108, type: "ii_i" },
            nb_inplace_or: { offset: 112, type: "ii_i" },
            nb_floor_divide: { offset: 116, type: "ii_i" },
            nb_true_divide: { offset: 120, type: "ii_i" },
            nb_inplace_floor_divide: { offset: 124, type: "ii_i" },
            nb_inplace_true_divide: { offset: 128, type: "ii_i" },
            nb_index: { offset: 132, type: "i_i" },
            nb_matrix_multiply: { offset: 136, type: "ii_i" },
            nb_inplace_matrix_multiply: { offset: 140, type: "ii_i" }
          }
        },
        PySequenceMethods: {
          size: 40,
          fields: {
            sq_length: { offset: 0, type: "i_i" },
            sq_concat: { offset: 4, type: "ii_i" },
            sq_repeat: { offset: 8, type: "ii_i" },
            sq_item: { offset: 12, type: "ii_i" },
            was_sq_slice: { offset: 16 },
            sq_ass_item: { offset: 20, type: "iii_i" },
            was_sq_ass_slice: { offset: 24 },
            sq_contains: { offset: 28, type: "ii_i" },
            sq_inplace_concat: { offset: 32, type: "ii_i" },
            sq_inplace_repeat: { offset: 36, type: "ii_i" }
          }
        },
        PyMappingMethods: {
          size: 12,
          fields: {
            mp_length: { offset: 0, type: "i_i" },
            mp_subscript: { offset: 4, type: "ii_i" },
            mp_ass_subscript: { offset: 8, type: "iii_i" }
          }
        },
        PyAsyncMethods: {
          size: 16,
          fields: {
            am_await: { offset: 0, type: "i_i" },
            am_aiter: { offset: 4, type: "i_i" },
            am_anext: { offset: 8, type: "i_i" },
            am_send: { offset: 12, type: "iii_i" }
          }
        },
        PyBufferProcs: {
          size: 8,
          fields: {
            bf_getbuffer: { offset: 0, type: "iii_i" },
            bf_releasebuffer: { offset: 4, type: "ii_v" }
          }
        },
        PyMethodDef: {
          size: 16,
          fields: {
            ml_name: { offset: 0 },
            ml_meth: { offset: 4, type: "ii_i" },
            ml_flags: { offset: 8 },
            ml_doc: { offset: 12 }
          }
        },
        PyGetSetDef: {
          size: 20,
          fields: {
            name: { offset: 0 },
            get: { offset: 4, type: "ii_i" },
            set: { offset: 8, type: "iii_i" },
            doc: { offset: 12 },
            closure: { offset: 16 }
          }
        },
        PyModuleDef: {
          size: 52,
          fields: {
            m_base: { offset: 0 },
            m_name: { offset: 20 },
            m_doc: { offset: 24 },
            m_size: { offset: 28 },
            m_methods: { offset: 32 },
            m_slots: { offset: 36 },
            m_traverse: { offset: 40, type: "iii_i" },
            m_clear: { offset: 44, type: "i_i" },
            m_free: { offset: 48, type: "i_v" }
          }
        },
        PyModuleDef_Slot: {
          size: 8,
          fields: {
            slot: { offset: 0 },
            value: { offset: 4 }
          }
        },
        PyType_Slot: {
          size: 8,
          fields: {
            slot: { offset: 0 },
            pfunc: { offset: 4 }
          }
        },
        PyType_Spec: {
          size: 20,
          fields: {
            name: { offset: 0 },
            basicsize: { offset: 4 },
            itemsize: { offset: 8 },
            flags: { offset: 12 },
            slots: { offset: 16 }
          }
        }
      },
      methodTypes: {
        "1": { flags: "VARARGS", type: "ii_i" },
        "3": { flags: "VARARGS|KEYWORDS", type: "iii_i" },
        "4": { flags: "NOARGS", type: "ii_i" },
        "8": { flags: "O", type: "ii_i" },
        "128": { flags: "FASTCALL", type: "iii_i" },
        "130": { flags: "FASTCALL|KEYWORDS", type: "iiii_i" },
        "642": { flags: "METHOD|FASTCALL|KEYWORDS", type: "iiiii_i" }
      },
      silentMethodFlags: 112,
      typeSlots: {
        "1": "bf_getbuffer",
        "2": "bf_releasebuffer",
        "3": "mp_ass_subscript",
        "4": "mp_length",
        "5": "mp_subscript",
        "6": "nb_absolute",
        "7": "nb_add",
        "8": "nb_and",
        "9": "nb_bool",
        "10": "nb_divmod",
        "11": "nb_float",
        "12": "nb_floor_divide",
        "13": "nb_index",
        "14": "nb_inplace_add",
        "15": "nb_inplace_and",
        "16": "nb_inplace_floor_divide",
        "17": "nb_inplace_lshift",
        "18": "nb_inplace_multiply",
        "19": "nb_inplace_or",
        "20": "nb_inplace_power",
        "21": "nb_inplace_remainder",
        "22": "nb_inplace_rshift",
        "23": "nb_inplace_subtract",
        "24": "nb_inplace_true_divide",
        "25": "nb_inplace_xor",
        "26": "nb_int",
        "27": "nb_invert",
        "28": "nb_lshift",
        "29": "nb_multiply",
        "30": "nb_negative",
        "31": "nb_or",
        "32": "nb_positive",
        "33": "nb_power",
        "34": "nb_remainder",
        "35": "nb_rshift",
        "36": "nb_subtract",
        "37": "nb_true_divide",
        "38": "nb_xor",
        "39": "sq_ass_item",
        "40": "sq_concat",
        "41": "sq_contains",
        "42": "sq_inplace_concat",
        "43": "sq_inplace_repeat",
        "44": "sq_item",
        "45": "sq_length",
        "46": "sq_repeat",
        "47": "tp_alloc",
        "48": "tp_base",
        "49": "tp_bases",
        "50": "tp_call",
        "51": "tp_clear",
        "52": "tp_dealloc",
        "53": "tp_del",
        "54": "tp_descr_get",
        "55": "tp_descr_set",
        "56": "tp_doc",
        "57": "tp_getattr",
        "58": "tp_getattro",
        "59": "tp_hash",
        "60": "tp_init",
        "61": "tp_is_gc",
        "62": "tp_iter",
        "63": "tp_iternext",
        "64": "tp_methods",
        "65": "tp_new",
        "66": "tp_repr",
        "67": "tp_richcompare",
        "68": "tp_setattr",
        "69": "tp_setattro",
        "70": "tp_str",
        "71": "tp_traverse",
        "72": "tp_members",
        "73": "tp_getset",
        "74": "tp_free",
        "75": "nb_matrix_multiply",
        "76": "nb_inplace_matrix_multiply",
        "77": "am_await",
        "78": "am_aiter",
        "79": "am_anext",
        "80": "tp_finalize",
        "81": "am_send"
      },
      moduleSlots: {
        "1": "mod_create",
        "2": "mod_exec",
        "3": "mod_multiple_interpreters",
        "4": "mod_gil"
      },
      moduleCalls: {
        mod_create: "ii_i",
        mod_exec: "i_i",
        mod_state_traverse: "iii_i",
        mod_state_clear: "i_i",
        mod_state_free: "i_v"
      }
    },
    "3.14": {
      headers: "3.14.10",
      staticReferences: [1879048192],
      structs: {
        PyTypeObject: {
          size: 208,
          fields: {
            ob_base: { offset: 0 },
            tp_name: { offset: 12 },
            tp_basicsize: { offset: 16 },
            tp_itemsize: { offset: 20 },
            tp_dealloc: { offset: 24, type: "i_v" },
            tp_vectorcall_offset: { offset: 28 },
            tp_getattr: { offset: 32, type: "ii_i" },
            tp_setattr: { offset: 36, type: "iii_i" },
            tp_as_async: { offset: 40 },
            tp_repr: { offset: 44, type: "i_i" },
            tp_as_number: { offset: 48 },
            tp_as_sequence: { offset: 52 },
            tp_as_mapping: { offset: 56 },
            tp_hash: { offset: 60, type: "i_i" },
            tp_call: { offset: 64, type: "iii_i" },
            tp_str: { offset: 68, type: "i_i" },
            tp_getattro: { offset: 72, type: "ii_i" },
            tp_setattro: { offset: 76, type: "iii_i" },
            tp_as_buffer: { offset: 80 },
            tp_flags: { offset: 84 },
            tp_doc: { offset: 88 },
            tp_traverse: { offset: 92, type: "iii_i" },
            tp_clear: { offset: 96, type: "i_i" },
            tp_richcompare: { offset: 100, type: "iii_i" },
            tp_weaklistoffset: { offset: 104 },
            tp_iter: { offset: 108, type: "i_i" },
            tp_iternext: { offset: 112, type: "i_i" },
            tp_methods: { offset: 116 },
            tp_members: { offset: 120 },
            tp_getset: { offset: 124 },
            tp_base: { offset: 128 },
            tp_dict: { offset: 132 },
            tp_descr_get: { offset: 136, type: "iii_i" },
            tp_descr_set: { offset: 140, type: "iii_i" },
            tp_dictoffset: { offset: 144 },
            tp_init: { offset: 148, type: "iii_i" },
            tp_alloc: { offset: 152, type: "ii_i" },
            tp_new: { offset: 156, type: "iii_i" },
            tp_free: { offset: 160, type: "i_v" },
            tp_is_gc: { offset: 164, type: "i_i" },
            tp_bases: { offset: 168 },
            tp_mro: { offset: 172 },
            tp_cache: { offset: 176 },
            tp_subclasses: { offset: 180 },
            tp_weaklist: { offset: 184 },
            tp_del: { offset: 188, type: "i_v" },
            tp_version_tag: { offset: 192 },
            tp_finalize: { offset: 196, type: "i_v" },
            tp_vectorcall: { offset: 200, type: "iiii_i" },
            tp_watched: { offset: 204 },
            tp_versions_used: { offset: 206 }
          }
        },
        PyNumberMethods: {
          size: 144,
          fields: {
            nb_add: { offset: 0, type: "ii_i" },
            nb_subtract: { offset: 4, type: "ii_i" },
            nb_multiply: { offset: 8, type: "ii_i" },
            nb_remainder: { offset: 12, type: "ii_i" },
            nb_divmod: { offset: 16, type: "ii_i" },
            nb_power: { offset: 20, type: "iii_i" },
            nb_negative: { offset: 24, type: "i_i" },
            nb_positive: { offset: 28, type: "i_i" },
            nb_absolute: { offset: 32, type: "i_i" },
            nb_bool: { offset: 36, type: "i_i" },
            nb_invert: { offset: 40, type: "i_i" },
            nb_lshift: { offset: 44, type: "ii_i" },
            nb_rshift: { offset: 48, type: "ii_i" },
            nb_and: { offset: 52, type: "ii_i" },
            nb_xor: { offset: 56, type: "ii_i" },
            nb_or: { offset: 60, type: "ii_i" },
            nb_int: { offset: 64, type: "i_i" },
            nb_reserved: { offset: 68 },
            nb_float: { offset: 72, type: "i_i" },
            nb_inplace_add: { offset: 76, type: "ii_i" },
            nb_inplace_subtract: { offset: 80, type: "ii_i" },
            nb_inplace_multiply: { offset: 84, type: "ii_i" },
            nb_inplace_remainder: { offset: 88, type: "ii_i" },
            nb_inplace_power: { offset: 92, type: "iii_i" },
            nb_inplace_lshift: { offset: 96, type: "ii_i" },
            nb_inplace_rshift: { offset: 100, type: "ii_i" },
            nb_inplace_and: { offset: 104, type: "ii_i" },
            nb_inplace_xor: { offset: 108, type: "ii_i" },
            nb_inplace_or: { offset: 112, type: "ii_i" },
            nb_floor_divide: { offset: 116, type: "ii_i" },
            nb_true_divide: { offset: 120, type: "ii_i" },
            nb_inplace_floor_divide: { offset: 124, type: "ii_i" },
            nb_inplace_true_divide: { offset: 128, type: "ii_i" },
            nb_index: { offset: 132, type: "i_i" },
            nb_matrix_multiply: { offset: 136, type: "ii_i" },
            nb_inplace_matrix_multiply: { offset: 140, type: "ii_i" }
          }
        },
        PySequenceMethods: {
          size: 40,
          fields: {
            sq_length: { offset: 0, type: "i_i" },
            sq_concat: { offset: 4, type: "ii_i" },
            sq_repeat: { offset: 8, type: "ii_i" },
            sq_item: { offset: 12, type: "ii_i" },
            was_sq_slice: { offset: 16 },
            sq_ass_item: { offset: 20, type: "iii_i" },
            was_sq_ass_slice: { offset: 24 },
            sq_contains: { offset: 28, type: "ii_i" },
            sq_inplace_concat: { offset: 32, type: "ii_i" },
            sq_inplace_repeat: { offset: 36, type: "ii_i" }
          }
        },
        PyMappingMethods: {
          size: 12,
          fields: {
            mp_length: { offset: 0, type: "i_i" },
            mp_subscript: { offset: 4, type: "ii_i" },
            mp_ass_subscript: { offset: 8, type: "iii_i" }
          }
        },
        PyAsyncMethods: {
          size: 16,
          fields: {
            am_await: { offset: 0, type: "i_i" },
            am_aiter: { offset: 4, type: "i_i" },
            am_anext: { offset: 8, type: "i_i" },
            am_send: { offset: 12, type: "iii_i" }
          }
        },
        PyBufferProcs: {
          size: 8,
          fields: {
            bf_getbuffer: { offset: 0, type: "iii_i" },
            bf_releasebuffer: { offset: 4, type: "ii_v" }
          }
        },
        PyMethodDef: {
          size: 16,
          fields: {
            ml_name: { offset: 0 },
            ml_meth: { offset: 4, type: "ii_i" },
            ml_flags: { offset: 8 },
            ml_doc: { offset: 12 }
          }
        },
        PyGetSetDef: {
          size: 20,
          fields: {
            name: { offset: 0 },
            get: { offset: 4, type: "ii_i" },
            set: { offset: 8, type: "iii_i" },
            doc: { offset: 12 },
            closure: { offset: 16 }
          }
        },
        PyModuleDef: {
          size: 52,
          fields: {
            m_base: { offset: 0 },
            m_name: { offset: 20 },
            m_doc: { offset: 24 },
            m_size: { offset: 28 },
            m_methods: { offset: 32 },
            m_slots: { offset: 36 },
            m_traverse: { offset: 40, type: "iii_i" },
            m_clear: { offset: 44, type: "i_i" },
            m_free: { offset: 48, type: "i_v" }
          }
        },
        PyModuleDef_Slot: {
          size: 8,
          fields: {
            slot: { offset: 0 },
            value: { offset: 4 }
          }
        },
        PyType_Slot: {
          size: 8,
          fields: {
            slot: { offset: 0 },
            pfunc: { offset: 4 }
          }
        },
        PyType_Spec: {
          size: 20,
          fields: {
            name: { offset: 0 },
            basicsize: { offset: 4 },
            itemsize: { offset: 8 },
            flags: { offset: 12 },
            slots: { offset: 16 }
          }
        }
      },
      methodTypes: {
        "1": { flags: "VARARGS", type: "ii_i" },
        "3": { flags: "VARARGS|KEYWORDS", type: "iii_i" },
        "4": { flags: "NOARGS", type: "ii_i" },
        "8": { flags: "O", type: "ii_i" },
        "128": { flags: "FASTCALL", type: "iii_i" },
        "130": { flags: "FASTCALL|KEYWORDS", type: "iiii_i" },
        "642": { flags: "METHOD|FASTCALL|KEYWORDS", type: "iiiii_i" }
      },
      silentMethodFlags: 112,
      typeSlots: {
        "1": "bf_getbuffer",
        "2": "bf_releasebuffer",
        "3": "mp_ass_subscript",
        "4": "mp_length",
        "5": "mp_subscript",
        "6": "nb_absolute",
        "7": "nb_add",
        "8": "nb_and",
        "9": "nb_bool",
        "10": "nb_divmod",
        "11": "nb_float",
        "12": "nb_floor_divide",
        "13": "nb_index",
        "14": "nb_inplace_add",
        "15": "nb_inplace_and",
        "16": "nb_inplace_floor_divide",
        "17": "nb_inplace_lshift",
        "18": "nb_inplace_multiply",
        "19": "nb_inplace_or",
        "20": "nb_inplace_power",
        "21": "nb_inplace_remainder",
        "22": "nb_inplace_rshift",
        "23": "nb_inplace_subtract",
        "24": "nb_inplace_true_divide",
        "25": "nb_inplace_xor",
        "26": "nb_int",
        "27": "nb_invert",
        "28": "nb_lshift",
        "29": "nb_multiply",
        "30": "nb_negative",
        "31": "nb_or",
        "32": "nb_positive",
        "33": "nb_power",
        "34": "nb_remainder",
        "35": "nb_rshift",
        "36": "nb_subtract",
        "37": "nb_true_divide",
        "38": "nb_xor",
        "39": "sq_ass_item",
        "40": "sq_concat",
        "41": "sq_contains",
        "42": "sq_inplace_concat",
        "43": "sq_inplace_repeat",
        "44": "sq_item",
        "45": "sq_length",
        "46": "sq_repeat",
        "47": "tp_alloc",
        "48": "tp_base",
        "49": "tp_bases",
        "50": "tp_call",
        "51": "tp_clear",
        "52": "tp_dealloc",
        "53": "tp_del",
        "54": "tp_descr_get",
        "55": "tp_descr_set",
        "56": "tp_doc",
        "57": "tp_getattr",
        "58": "tp_getattro",
        "59": "tp_hash",
        "60": "tp_init",
        "61": "tp_is_gc",
        "62": "tp_iter",
        "63": "tp_iternext",
        "64": "tp_methods",
        "65": "tp_new",
        "66": "tp_repr",
        "67": "tp_richcompare",
        "68": "tp_setattr",
        "69": "tp_setattro",
        "70": "tp_str",
        "71": "tp_traverse",
        "72": "tp_members",
        "73": "tp_getset",
        "74": "tp_free",
        "75": "nb_matrix_multiply",
        "76": "nb_inplace_matrix_multiply",
        "77": "am_await",
        "78": "am_aiter",
        "79": "am_anext",
        "80": "tp_finalize",
        "81": "am_send",
        "82": "tp_vectorcall",
        "83": "tp_token"
      },
      moduleSlots: {
        "1": "mod_create",
        "2": "mod_exec",
        "3": "mod_multiple_interpreters",
        "4": "mod_gil"
      },
      moduleCalls: {
        mod_create: "ii_i",
        mod_exec: "i_i",
        mod_state_traverse: "iii_i",
        mod_state_clear: "i_i",
        mod_state_free: "i_v"
      }
    },
    "3.15": {
      headers: "3.15.2",
      staticReferences: [1879048192],
      structs: {
        PyTypeObject: {
          size: 212,
          fields: {
            ob_base: { offset: 0 },
            tp_name: { offset: 12 },
            tp_basicsize: { offset: 16 },
            tp_itemsize: { offset: 20 },
            tp_dealloc: { offset: 24, type: "i_v" },
            tp_vectorcall_offset: { offset: 28 },
            tp_getattr: { offset: 32, type: "ii_i" },
            tp_setattr: { offset: 36, type: "iii_i" },
            tp_as_async: { offset: 40 },
            tp_repr: { offset: 44, type: "i_i" },
            tp_as_number: { offset: 48 },
            tp_as_sequence: { offset: 52 },
            tp_as_mapping: { offset: 56 },
            tp_hash: { offset: 60, type: "i_i" },
            tp_call: { offset: 64, type: "iii_i" },
            tp_str: { offset: 68, type: "i_i" },
            tp_getattro: { offset: 72, type: "ii_i" },
            tp_setattro: { offset: 76, type: "iii_i" },
            tp_as_buffer: { offset: 80 },
            tp_flags: { offset: 84 },
            tp_doc: { offset: 88 },
            tp_traverse: { offset: 92, type: "iii_i" },
            tp_clear: { offset: 96, type: "i_i" },
            tp_richcompare: { offset: 100, type: "iii_i" },
            tp_weaklistoffset: { offset: 104 },
            tp_iter: { offset: 108, type: "i_i" },
            tp_iternext: { offset: 112, type: "i_i" },
            tp_methods: { offset: 116 },
            tp_members: { offset: 120 },
            tp_getset: { offset: 124 },
            tp_base: { offset: 128 },
            tp_dict: { offset: 132 },
            tp_descr_get: { offset: 136, type: "iii_i" },
            tp_descr_set: { offset: 140, type: "iii_i" },
            tp_dictoffset: { offset: 144 },
            tp_init: { offset: 148, type: "iii_i" },
            tp_alloc: { offset: 152, type: "ii_i" },
            tp_new: { offset: 156, type: "iii_i" },
            tp_free: { offset: 160, type: "i_v" },
            tp_is_gc: { offset: 164, type: "i_i" },
            tp_bases: { offset: 168 },
            tp_mro: { offset: 172 },
            tp_cache: { offset: 176 },
            tp_subclasses: { offset: 180 },
            tp_weaklist: { offset: 184 },
            tp_del: { offset: 188, type: "i_v" },
            tp_version_tag: { offset: 192 },
            tp_finalize: { offset: 196, type: "i_v" },
            tp_vectorcall: { offset: 200, type: "iiii_i" },
            tp_watched: { offset: 204 },
            tp_versions_used: { offset: 206 },
            _tp_iteritem: { offset: 208, type: "iii_v" }
          }
        },
        PyNumberMethods: {
          size: 144,
          fields: {
            nb_add: { offset: 0, type: "ii_i" },
            nb_subtract: { offset: 4, type: "ii_i" },
            nb_multiply: { offset: 8, type: "ii_i" },
            nb_remainder: { offset: 12, type: "ii_i" },
            nb_divmod: { offset: 16, type: "ii_i" },
            nb_power: { offset: 20, type: "iii_i" },
            nb_negative: { offset: 24, type: "i_i" },
            nb_positive: { offset: 28, type: "i_i" },
            nb_absolute: { offset: 32, type: "i_i" },
            nb_bool: { offset: 36, type: "i_i" },
            nb_invert: { offset: 40, type: "i_i" },
            nb_lshift: { offset: 44, type: "ii_i" },
            nb_rshift: { offset: 48, type: "ii_i" },
            nb_and: { offset: 52, type: "ii_i" },
            nb_xor: { offset: 56, type: "ii_i" },
            nb_or: { offset: 60, type: "ii_i" },
            nb_int: { offset: 64, type: "i_i" },
            nb_reserved: { offset: 68 },
            nb_float: { offset: 72, type: "i_i" },
            nb_inplace_add: { offset: 76, type: "ii_i" },
            nb_inplace_subtract: { offset: 80, type: "ii_i" },
            nb_inplace_multiply: { offset: 84, type: "ii_i" },
            nb_inplace_remainder: { offset: 88, type: "ii_i" },
            nb_inplace_power: { offset: 92, type: "iii_i" },
            nb_inplace_lshift: { offset: 96, type: "ii_i" },
            nb_inplace_rshift: { offset: 100, type: "ii_i" },
            nb_inplace_and: { offset: 104, type: "ii_i" },
            nb_inplace_xor: { offset: 108, type: "ii_i" },
            nb_inplace_or: { offset: 112, type: "ii_i" },
            nb_floor_divide: { offset: 116, type: "ii_i" },
            nb_true_divide: { offset: 120, type: "ii_i" },
            nb_inplace_floor_divide: { offset: 124, type: "ii_i" },
            nb_inplace_true_divide: { offset: 128, type: "ii_i" },
            nb_index: { offset: 132, type: "i_i" },
            nb_matrix_multiply: { offset: 136, type: "ii_i" },
            nb_inplace_matrix_multiply: { offset: 140, type: "ii_i" }
          }
        },
        PySequenceMethods: {
          size: 40,
          fields: {
            sq_length: { offset: 0, type: "i_i" },
            sq_concat: { offset: 4, type: "ii_i" },
            sq_repeat: { offset: 8, type: "ii_i" },
            sq_item: { offset: 12, type: "ii_i" },
            was_sq_slice: { offset: 16 },
            sq_ass_item: { offset: 20, type: "iii_i" },
            was_sq_ass_slice: { offset: 24 },
            sq_contains: { offset: 28, type: "ii_i" },
            sq_inplace_concat: { offset: 32, type: "ii_i" },
            sq_inplace_repeat: { offset: 36, type: "ii_i" }
          }
        },
        PyMappingMethods: {
          size: 12,
          fields: {
            mp_length: { offset: 0, type: "i_i" },
            mp_subscript: { offset: 4, type: "ii_i" },
            mp_ass_subscript: { offset: 8, type: "iii_i" }
          }
        },
        PyAsyncMethods: {
          size: 16,
          fields: {
            am_await: { offset: 0, type: "i_i" },
            am_aiter: { offset: 4, type: "i_i" },
            am_anext: { offset: 8, type: "i_i" },
            am_send: { offset: 12, type: "iii_i" }
          }
        },
        PyBufferProcs: {
          size: 8,
          fields: {
            bf_getbuffer: { offset: 0, type: "iii_i" },
            bf_releasebuffer: { offset: 4, type: "ii_v" }
          }
        },
        PyMethodDef: {
          size: 16,
          fields: {
            ml_name: { offset: 0 },
            ml_meth: { offset: 4, type: "ii_i" },
            ml_flags: { offset: 8 },
            ml_doc: { offset: 12 }
          }
        },
        PyGetSetDef: {
          size: 20,
          fields: {
            name: { offset: 0 },
            get: { offset: 4, type: "ii_i" },
            set: { offset: 8, type: "iii_i" },
            doc: { offset: 12 },
            closure: { offset: 16 }
          }
        },
        PyModuleDef: {
          size: 52,
          fields: {
            m_base: { offset: 0 },
            m_name: { offset: 20 },
            m_doc: { offset: 24 },
            m_size: { offset: 28 },
            m_methods: { offset: 32 },
            m_slots: { offset: 36 },
            m_traverse: { offset: 40, type: "iii_i" },
            m_clear: { offset: 44, type: "i_i" },
            m_free: { offset: 48, type: "i_v" }
          }
        },
        PyModuleDef_Slot: {
          size: 8,
          fields: {
            slot: { offset: 0 },
            value: { offset: 4 }
          }
        },
        PyType_Slot: {
          size: 8,
          fields: {
            slot: { offset: 0 },
            pfunc: { offset: 4 }
          }
        },
        PyType_Spec: {
          size: 20,
          fields: {
            name: { offset: 0 },
            basicsize: { offset: 4 },
            itemsize: { offset: 8 },
            flags: { offset: 12 },
            slots: { offset: 16 }
          }
        },
        PySlot: {
          size: 16,
          fields: {
            sl_id: { offset: 0 },
            sl_flags: { offset: 2 },
            sl_ptr: { offset: 8 }
          }
        }
      },
      methodTypes: {
        "1": { flags: "VARARGS", type: "ii_i" },
        "3": { flags: "VARARGS|KEYWORDS", type: "iii_i" },
        "4": { flags: "NOARGS", type: "ii_i" },
        "8": { flags: "O", type: "ii_i" },
        "128": { flags: "FASTCALL", type: "iii_i" },
        "130": { flags: "FASTCALL|KEYWORDS", type: "iiii_i" },
        "642": { flags: "METHOD|FASTCALL|KEYWORDS", type: "iiiii_i" }
      },
      silentMethodFlags: 112,
      typeSlots: {
        "1": "bf_getbuffer",
        "2": "bf_releasebuffer",
        "3": "mp_ass_subscript",
        "4": "mp_length",
        "5": "mp_subscript",
        "6": "nb_absolute",
        "7": "nb_add",
        "8": "nb_and",
        "9": "nb_bool",
        "10": "nb_divmod",
        "11": "nb_float",
        "12": "nb_floor_divide",
        "13": "nb_index",
        "14": "nb_inplace_add",
        "15": "nb_inplace_and",
        "16": "nb_inplace_floor_divide",
        "17": "nb_inplace_lshift",
        "18": "nb_inplace_multiply",
        "19": "nb_inplace_or",
        "20": "nb_inplace_power",
        "21": "nb_inplace_remainder",
        "22": "nb_inplace_rshift",
        "23": "nb_inplace_subtract",
        "24": "nb_inplace_true_divide",
        "25": "nb_inplace_xor",
        "26": "nb_int",
        "27": "nb_invert",
        "28": "nb_lshift",
        "29": "nb_multiply",
        "30": "nb_negative",
        "31": "nb_or",
        "32": "nb_positive",
        "33": "nb_power",
        "34": "nb_remainder",
        "35": "nb_rshift",
        "36": "nb_subtract",
        "37": "nb_true_divide",
        "38": "nb_xor",
        "39": "sq_ass_item",
        "40": "sq_concat",
        "41": "sq_contains",
        "42": "sq_inplace_concat",
        "43": "sq_inplace_repeat",
        "44": "sq_item",
        "45": "sq_length",
        "46": "sq_repeat",
        "47": "tp_alloc",
        "48": "tp_base",
        "49": "tp_bases",
        "50": "tp_call",
        "51": "tp_clear",
        "52": "tp_dealloc",
        "53": "tp_del",
        "54": "tp_descr_get",
        "55": "tp_descr_set",
        "56": "tp_doc",
        "57": "tp_getattr",
        "58": "tp_getattro",
        "59": "tp_hash",
        "60": "tp_init",
        "61": "tp_is_gc",
        "62": "tp_iter",
        "63": "tp_iternext",
        "64": "tp_methods",
        "65": "tp_new",
        "66": "tp_repr",
        "67": "tp_richcompare",
        "68": "tp_setattr",
        "69": "tp_setattro",
        "70": "tp_str",
        "71": "tp_traverse",
        "72": "tp_members",
        "73": "tp_getset",
        "74": "tp_free",
        "75": "nb_matrix_multiply",
        "76": "nb_inplace_matrix_multiply",
        "77": "am_await",
        "78": "am_aiter",
        "79": "am_anext",
        "80": "tp_finalize",
        "81": "am_send",
        "82": "tp_vectorcall",
        "83": "tp_token",
        "88": "bf_getbuffer",
        "89": "bf_releasebuffer",
        "90": "mp_ass_subscript",
        "91": "mp_length",
        "92": "slot_subslots",
        "93": "tp_slots",
        "95": "tp_name",
        "96": "tp_basicsize",
        "97": "tp_extra_basicsize",
        "98": "tp_itemsize",
        "99": "tp_flags",
        "107": "tp_metaclass",
        "108": "tp_module"
      },
      moduleSlots: {
        "1": "mod_create",
        "2": "mod_exec",
        "3": "mod_multiple_interpreters",
        "4": "mod_gil",
        "84": "mod_create",
        "85": "mod_exec",
        "86": "mod_multiple_interpreters",
        "87": "mod_gil",
        "94": "mod_slots",
        "100": "mod_name",
        "101": "mod_doc",
        "102": "mod_state_size",
        "103": "mod_methods",
        "104": "mod_state_traverse",
        "105": "mod_state_clear",
        "106": "mod_state_free",
        "109": "mod_abi",
        "110": "mod_token"
      },
      moduleCalls: {
        mod_create: "ii_i",
        mod_exec: "i_i",
        mod_state_traverse: "iii_i",
        mod_state_clear: "i_i",
        mod_state_free: "i_v"
      }
    }
  }
};

// src/signature/layout.ts
var LAYOUTS = layouts_default.layouts;
function layoutFor(minor) {
  return Object.hasOwn(LAYOUTS, minor) ? LAYOUTS[minor] : void 0;
}

// src/signature/repair.ts
function repairObject(object, python2) {
  const layout = layoutFor(python2);
  const audit = layout && auditSignatures(object, layout);
  if (!audit) return { object, report: void 0 };
  const mismatches = audit.uses.filter(isMismatch);
  const report = {
    audit: AUDIT_VERSION,
    python: python2,
    checked: audit.uses.length,
    findings: findings(object, audit, mismatches)
  };
  return { object: withAdapters(object, audit, mismatches.filter(canAdapt)), report };
}
function findings(object, audit, mismatches) {
  if (mismatches.length === 0) return [];
  const lines = functionLines(object);
  const taken = otherUses(audit, new Set(mismatches.map(({ symbol }) => symbol)));
  return mismatches.map((use) => {
    const place = lines.get(use.symbol);
    return {
      function: audit.image.symbols.name(use.symbol),
      ...place && { file: place.file, line: place.line },
      table: use.table,
      slot: use.slot,
      name: use.name,
      expected: describe(use.expected),
      found: describe(use.found),
      repaired: canAdapt(use),
      ...use.suspected && { suspected: true },
      alsoTaken: taken.get(use.symbol) ?? 0
    };
  });
}
function functionLines(object) {
  try {
    return readFunctionLines(object);
  } catch (error) {
    if (error instanceof UserError) return /* @__PURE__ */ new Map();
    throw error;
  }
}
function otherUses({ image, uses }, symbols) {
  const counts = /* @__PURE__ */ new Map();
  const count = (section, relocations) => {
    const known = new Set(uses.filter((use) => use.section === section).map(({ relocation }) => relocation));
    for (const [place, symbol] of (relocations?.indexes ?? new Uint32Array(0)).entries()) {
      if (!TAKES_ADDRESS.has(relocations?.types[place] ?? 0) || !symbols.has(symbol) || known.has(place)) continue;
      counts.set(symbol, (counts.get(symbol) ?? 0) + 1);
    }
  };
  count("data", image.relocations);
  count("code", image.codeRelocations);
  return counts;
}
var TAKES_ADDRESS = /* @__PURE__ */ new Set([
  RelocationType.tableIndexSleb,
  RelocationType.tableIndexI32,
  RelocationType.tableIndexRelativeSleb,
  RelocationType.globalIndexLeb,
  RelocationType.globalIndexI32
]);
function describe(text) {
  return /^[ilfd]*_[vilfd]*$/.test(text) ? describeType(signatureType(text)) : text;
}

// src/link/extension-metadata.ts
var METADATA_SECTION = "pywasi.extension";

// src/object/comdats.ts
function withoutComdats(object) {
  return withSubsection(object, SubsectionType.comdatInfo, void 0);
}

// src/link/system-libraries.json
var system_libraries_default = {
  $comment: "Libraries of wasi-sdk's sysroot and of every compiler driver's defaults, without -l. `empty` are archives without members in wasi-libc (Makefile, THREAD_MODEL=single); `synonyms` are names from other platforms.",
  linked: [
    "c",
    "c++",
    "ffi",
    "c++abi",
    "c++experimental",
    "unwind",
    "setjmp",
    "dl",
    "c-printscan-long-double",
    "c-printscan-no-floating-point",
    "wasi-emulated-signal",
    "wasi-emulated-getpid",
    "wasi-emulated-process-clocks",
    "wasi-emulated-mman",
    "wasi-emulated-pthread"
  ],
  empty: ["m", "pthread", "rt", "util", "crypt", "resolv", "xnet"],
  synonyms: {
    gcc: "",
    gcc_s: "",
    gcc_eh: "unwind",
    atomic: "",
    "stdc++": "c++",
    "supc++": "c++abi",
    "c++_static": "c++",
    "c++_shared": "c++",
    System: "",
    "clang_rt.builtins": "",
    "clang_rt.builtins-wasm32": ""
  }
};

// src/link/system-libraries.ts
var linked = new Set(system_libraries_default.linked);
var empty = new Set(system_libraries_default.empty);
var synonyms = system_libraries_default.synonyms;
function isSystemLibrary(name) {
  return linked.has(name) || empty.has(name) || Object.hasOwn(synonyms, name) || name.startsWith("wasi-emulated-");
}
function libraryName(path2) {
  return /(?:^|[\\/])lib([^\\/]+?)\.(?:a|so)$/.exec(path2)?.[1];
}

// src/link/extension/foreign-options.json
var foreign_options_default = {
  $comment: "Options of GNU ld and of lld for ELF and Mach-O that wasm-ld refuses or warns of. Meson and CMake pass them because the linker answers as LLD. Sources: wasm-ld --help of LLVM 17 to 22; binutils ld manual.",
  alone: [
    "--start-group",
    "--end-group",
    "-(",
    "-)",
    "--as-needed",
    "--no-as-needed",
    "--no-undefined",
    "--allow-shlib-undefined",
    "--no-allow-shlib-undefined",
    "--undefined-version",
    "--no-undefined-version",
    "--push-state",
    "--pop-state",
    "--copy-dt-needed-entries",
    "--no-copy-dt-needed-entries",
    "--enable-new-dtags",
    "--disable-new-dtags",
    "--eh-frame-hdr",
    "--no-eh-frame-hdr",
    "--export-dynamic-symbol-list",
    "--gdb-index",
    "--no-gdb-index",
    "--no-keep-memory",
    "--reduce-memory-overheads",
    "--relax",
    "--no-relax",
    "--no-warn-mismatch",
    "--no-warnings",
    "--stats",
    "--warn-common",
    "--sort-common",
    "--discard-all",
    "--discard-locals",
    "--no-export-dynamic-symbol",
    "-Bsymbolic",
    "-Bsymbolic-functions",
    "-Bsymbolic-non-weak-functions",
    "-Bno-symbolic",
    "-Bgroup",
    "-N",
    "-x",
    "-X",
    "-w",
    "-pie",
    "--pie",
    "-no-pie",
    "--experimental-pic",
    "-rdynamic",
    "-dead_strip",
    "-headerpad_max_install_names",
    "-bind_at_load",
    "-dylib"
  ],
  withValue: [
    "-soname",
    "--soname",
    "-h",
    "-rpath",
    "--rpath",
    "-rpath-link",
    "--rpath-link",
    "-R",
    "-f",
    "-F",
    "--version-script",
    "-version-script",
    "--dynamic-list",
    "-dynamic-list",
    "--dynamic-linker",
    "-dynamic-linker",
    "--exclude-libs",
    "-exclude-libs",
    "--retain-symbols-file",
    "-plugin",
    "-flavor",
    "-install_name",
    "-exported_symbols_list",
    "-undefined_list"
  ],
  prefixes: [
    "--hash-style=",
    "-hash-style=",
    "--icf=",
    "--sort-section=",
    "--sort-common=",
    "--compress-debug-sections=",
    "--pack-dyn-relocs=",
    "--package-metadata=",
    "--dependency-file=",
    "--export-dynamic-symbol=",
    "-plugin-opt=",
    "-fuse-ld="
  ]
};

// src/link/extension/foreign-options.ts
var KNOWN_Z = "stack-size=";
function foreignLength(rest) {
  const [argument = "", value] = rest;
  if (argument === "-z") return value?.startsWith(KNOWN_Z) ? 0 : 2;
  if (argument.startsWith("-z")) return argument.startsWith(`-z${KNOWN_Z}`) ? 0 : 1;
  if (foreign_options_default.alone.includes(argument)) return 1;
  if (foreign_options_default.withValue.includes(argument)) return 2;
  const joined = [...foreign_options_default.prefixes, ...foreign_options_default.withValue.map((name) => `${name}=`)];
  return joined.some((prefix) => argument.startsWith(prefix)) ? 1 : 0;
}

// src/link/extension/link-command.ts
var SEPARATE = /* @__PURE__ */ new Set([
  "-m",
  "-z",
  "-e",
  "-u",
  "-y",
  "-O",
  "-mllvm",
  "--mllvm",
  "-entry",
  "--entry",
  "-export",
  "--export",
  "-export-if-defined",
  "--export-if-defined",
  "-allow-undefined-file",
  "-undefined",
  "--undefined",
  "-trace-symbol",
  "--trace-symbol",
  "-unresolved-symbols",
  "--unresolved-symbols",
  "-wrap",
  "--wrap",
  "-Map",
  "--Map",
  "--error-limit",
  "--reproduce",
  "-threads",
  "--threads",
  "-rsp-quoting",
  "--rsp-quoting",
  "-keep-section",
  "--keep-section",
  "--thinlto-cache-policy"
]);
function readLinkCommand(args2) {
  const found = [];
  for (let i = 0; i < args2.length; i++) {
    const argument = args2[i] ?? "";
    const next = () => args2[++i] ?? "";
    const joined = (short, long) => {
      if (argument === short || argument === `-${long}` || argument === `--${long}`) return next();
      if (argument.startsWith(`--${long}=`) || argument.startsWith(`-${long}=`))
        return argument.split("=").slice(1).join("=");
      return argument.startsWith(short) && !argument.startsWith("-library") ? argument.slice(short.length) : void 0;
    };
    if (!argument.startsWith("-") || argument === "-") {
      found.push({ kind: "input", path: argument });
      continue;
    }
    const folder = joined("-L", "library-path");
    if (folder !== void 0) {
      found.push({ kind: "folder", path: folder });
      continue;
    }
    const library = argument.startsWith("-lto") ? void 0 : joined("-l", "library");
    if (library !== void 0) {
      found.push({ kind: "library", name: library });
      continue;
    }
    if (argument === "-o" || /^-o(?=[^-])/.test(argument)) {
      found.push({ kind: "output", path: argument === "-o" ? next() : argument.slice(2) });
      continue;
    }
    found.push(readOption(argument, next));
  }
  return found;
}
function readOption(argument, next) {
  const equals = argument.indexOf("=");
  if (SEPARATE.has(argument)) {
    const value = next();
    return { kind: "option", name: argument, value, text: [argument, value] };
  }
  if (/^-u(?!nd|nr)./.test(argument)) return { kind: "option", name: "-u", value: argument.slice(2), text: [argument] };
  const name = equals > 0 ? argument.slice(0, equals) : argument;
  return { kind: "option", name, value: equals > 0 ? argument.slice(equals + 1) : void 0, text: [argument] };
}

// src/libc/additions.json
var additions_default = {
  $comment: "What target/libc adds to wasi-libc and libc++: one entry for each source. `works` does what POSIX says, as far as one thread and one user can tell; `refuses` always fails, with an errno that says so, and is kept from configure checks (docs/decisions/0015). `throws` is linked where nothing else can throw. Functions are left out of the build where the SDK has them, but for pthreads.c, which is whole. Source of what is missing: wasi-libc's expected/*/defined-symbols.txt at each SDK's commit.",
  additions: [
    {
      source: "descriptors.c",
      kind: "refuses",
      headers: ["unistd.h"],
      about: "WASI 0.1 has no pipes: `ENOSYS` (`EBADF` for a descriptor that is not open).",
      functions: ["fchdir", "pipe", "pipe2"]
    },
    {
      source: "duplicates.c",
      kind: "works",
      headers: ["unistd.h"],
      about: "A table says which of the guest's descriptors mean the same one of the host's, offset and flags included; it stands in front of libc's calls of WASI. Rust's standard library calls WASI by itself and sees the host's numbers, but for standard input and output.",
      functions: ["dup", "dup2", "dup3"],
      wraps: [
        "dup2",
        "__wasi_fd_advise",
        "__wasi_fd_allocate",
        "__wasi_fd_close",
        "__wasi_fd_datasync",
        "__wasi_fd_fdstat_get",
        "__wasi_fd_fdstat_set_flags",
        "__wasi_fd_fdstat_set_rights",
        "__wasi_fd_filestat_get",
        "__wasi_fd_filestat_set_size",
        "__wasi_fd_filestat_set_times",
        "__wasi_fd_pread",
        "__wasi_fd_prestat_dir_name",
        "__wasi_fd_prestat_get",
        "__wasi_fd_pwrite",
        "__wasi_fd_read",
        "__wasi_fd_readdir",
        "__wasi_fd_renumber",
        "__wasi_fd_seek",
        "__wasi_fd_sync",
        "__wasi_fd_tell",
        "__wasi_fd_write",
        "__wasi_path_create_directory",
        "__wasi_path_filestat_get",
        "__wasi_path_filestat_set_times",
        "__wasi_path_link",
        "__wasi_path_open",
        "__wasi_path_readlink",
        "__wasi_path_remove_directory",
        "__wasi_path_rename",
        "__wasi_path_symlink",
        "__wasi_path_unlink_file",
        "__wasi_poll_oneoff",
        "__wasi_sock_accept",
        "__wasi_sock_recv",
        "__wasi_sock_send",
        "__wasi_sock_shutdown"
      ]
    },
    {
      source: "locks.c",
      kind: "works",
      headers: ["sys/file.h", "unistd.h"],
      about: "No other process could hold a lock: each is granted on an open descriptor.",
      functions: ["flock", "lockf"]
    },
    {
      source: "identity.c",
      kind: "works",
      headers: ["unistd.h", "grp.h"],
      about: "One user, uid and gid 0, as files belong to; another cannot be become (`EPERM`). The process leads its own group and session.",
      functions: [
        "getegid",
        "geteuid",
        "getgid",
        "getgroups",
        "getlogin",
        "getlogin_r",
        "getpgid",
        "getpgrp",
        "getppid",
        "getresgid",
        "getresuid",
        "getsid",
        "gettid",
        "getuid",
        "initgroups",
        "issetugid",
        "setegid",
        "seteuid",
        "setgid",
        "setgroups",
        "setpgid",
        "setpgrp",
        "setregid",
        "setresgid",
        "setresuid",
        "setreuid",
        "setsid",
        "setuid"
      ]
    },
    {
      source: "users.c",
      kind: "works",
      headers: ["pwd.h", "grp.h"],
      about: "One entry each: name from `LOGNAME` or `USER` (else `root`), home from `HOME` (else `/`), shell from `SHELL`.",
      functions: [
        "endgrent",
        "endpwent",
        "getgrent",
        "getgrgid",
        "getgrgid_r",
        "getgrnam",
        "getgrnam_r",
        "getgrouplist",
        "getpwent",
        "getpwnam",
        "getpwnam_r",
        "getpwuid",
        "getpwuid_r",
        "setgrent",
        "setpwent"
      ]
    },
    {
      source: "permissions.c",
      kind: "works",
      headers: ["sys/stat.h", "unistd.h"],
      about: "Files have no permissions and owners: setting them succeeds where the file exists; giving a file away is `EPERM`.",
      functions: [
        "chmod",
        "chown",
        "eaccess",
        "euidaccess",
        "fchmod",
        "fchmodat",
        "fchown",
        "fchownat",
        "lchmod",
        "lchown",
        "umask"
      ]
    },
    {
      source: "processes.c",
      kind: "refuses",
      headers: ["unistd.h", "sys/wait.h", "spawn.h", "stdlib.h", "stdio.h", "signal.h"],
      about: "No process can be started (`ENOSYS`), and none is there to wait for (`ECHILD`). `system(NULL)` says that there is no shell; `kill()` reaches the process itself.",
      functions: [
        "_Fork",
        "daemon",
        "execl",
        "execle",
        "execlp",
        "execv",
        "execve",
        "execvp",
        "execvpe",
        "fexecve",
        "fork",
        "kill",
        "killpg",
        "pclose",
        "popen",
        "posix_spawn",
        "posix_spawn_file_actions_addclose",
        "posix_spawn_file_actions_adddup2",
        "posix_spawn_file_actions_addopen",
        "posix_spawn_file_actions_destroy",
        "posix_spawn_file_actions_init",
        "posix_spawnattr_destroy",
        "posix_spawnattr_getflags",
        "posix_spawnattr_init",
        "posix_spawnattr_setflags",
        "posix_spawnattr_setpgroup",
        "posix_spawnattr_setsigdefault",
        "posix_spawnattr_setsigmask",
        "posix_spawnp",
        "sigqueue",
        "syscall",
        "system",
        "vfork",
        "wait",
        "wait3",
        "wait4",
        "waitid",
        "waitpid"
      ]
    },
    {
      source: "signals.c",
      kind: "works",
      headers: ["signal.h"],
      about: "Sets, masks and handlers for what the process raises itself, over wasi-libc's emulated `signal()`; `SA_SIGINFO` and `SA_RESETHAND` are known. Nothing arrives from outside, so the mask holds nothing back.",
      functions: [
        "pthread_kill",
        "pthread_sigmask",
        "sigaction",
        "sigaddset",
        "sigaltstack",
        "sigdelset",
        "sigemptyset",
        "sigfillset",
        "siginterrupt",
        "sigismember",
        "sigpending",
        "sigprocmask"
      ]
    },
    {
      source: "waiting.c",
      kind: "refuses",
      headers: ["signal.h", "unistd.h", "sys/time.h"],
      about: "A signal that somebody else sends, or a timer, would never come: `ENOSYS` instead of waiting for ever.",
      functions: [
        "alarm",
        "getitimer",
        "pause",
        "setitimer",
        "sigsuspend",
        "sigtimedwait",
        "sigwait",
        "sigwaitinfo",
        "ualarm"
      ]
    },
    {
      source: "limits.c",
      kind: "works",
      headers: ["sys/resource.h", "sched.h", "unistd.h", "stdlib.h"],
      about: "No limits but 1024 descriptors, priority 0, one policy; another is `EPERM`. `getloadavg()` does not know.",
      functions: [
        "getdtablesize",
        "getloadavg",
        "getpriority",
        "getrlimit",
        "nice",
        "sched_get_priority_max",
        "sched_get_priority_min",
        "sched_getparam",
        "sched_getscheduler",
        "sched_setparam",
        "sched_setscheduler",
        "setpriority",
        "setrlimit"
      ]
    },
    {
      source: "memory.c",
      kind: "works",
      headers: ["sys/mman.h", "stdlib.h"],
      about: "Memory is always there: locking and advice succeed.",
      functions: [
        "madvise",
        "memalign",
        "mincore",
        "mlock",
        "mlockall",
        "munlock",
        "munlockall",
        "posix_madvise",
        "valloc"
      ]
    },
    {
      source: "sharing.c",
      kind: "refuses",
      headers: ["sys/mman.h"],
      about: "Memory is not shared with files or processes: `ENOSYS`.",
      functions: ["memfd_create", "mremap", "msync", "shm_open", "shm_unlink"]
    },
    {
      source: "files.c",
      kind: "works",
      headers: ["stdlib.h", "stdio.h", "unistd.h", "sys/time.h"],
      about: "Temporary files and folders in `TMPDIR`, else `/tmp`, which the guest has to see. `realpath()` leaves symbolic links as they are.",
      functions: [
        "futimes",
        "get_current_dir_name",
        "lutimes",
        "mkdtemp",
        "mkostemp",
        "mkostemps",
        "mkstemp",
        "mkstemps",
        "mktemp",
        "realpath",
        "secure_getenv",
        "sync",
        "syncfs",
        "tempnam",
        "tmpfile",
        "tmpnam"
      ]
    },
    {
      source: "nodes.c",
      kind: "refuses",
      headers: ["sys/stat.h", "unistd.h"],
      about: "No pipes, devices or other roots in the file system: `ENOSYS`, `EPERM`.",
      functions: ["chroot", "mkfifo", "mkfifoat", "mknod", "mknodat"]
    },
    {
      source: "clock.c",
      kind: "works",
      headers: ["time.h"],
      about: "The time zone is UTC; the clock cannot be set (`EPERM`).",
      functions: ["clock_settime", "daylight", "timezone", "tzname", "tzset"]
    },
    {
      source: "terminal.c",
      kind: "works",
      headers: ["termios.h", "unistd.h"],
      about: "No descriptor is a terminal with settings: `ENOTTY`.",
      functions: [
        "cfgetispeed",
        "cfgetospeed",
        "cfmakeraw",
        "cfsetispeed",
        "cfsetospeed",
        "ctermid",
        "getpass",
        "tcdrain",
        "tcflow",
        "tcflush",
        "tcgetattr",
        "tcgetpgrp",
        "tcgetsid",
        "tcsendbreak",
        "tcsetattr",
        "tcsetpgrp",
        "ttyname",
        "ttyname_r"
      ]
    },
    {
      source: "log.c",
      kind: "works",
      headers: ["syslog.h"],
      about: "The log is standard error.",
      functions: ["closelog", "openlog", "setlogmask", "syslog", "vsyslog"]
    },
    {
      source: "sockets.c",
      kind: "refuses",
      headers: ["sys/socket.h"],
      about: "No sockets can be made (`EAFNOSUPPORT`); what is none, or cannot be done with the host's, is `EOPNOTSUPP`. `sendto()` and `recvfrom()` without an address are `send()` and `recv()`.",
      functions: [
        "bind",
        "connect",
        "getpeername",
        "getsockname",
        "listen",
        "recvfrom",
        "recvmsg",
        "sendmsg",
        "sendto",
        "setsockopt",
        "sockatmark",
        "socket",
        "socketpair"
      ]
    },
    {
      source: "names.c",
      kind: "works",
      headers: ["netdb.h", "net/if.h", "arpa/inet.h", "unistd.h"],
      about: "Addresses and ports in figures and `localhost` are read; other names cannot be looked up (`EAI_FAIL`). There are no interfaces.",
      functions: [
        "__h_errno_location",
        "freeaddrinfo",
        "gai_strerror",
        "getaddrinfo",
        "gethostbyaddr",
        "gethostbyname",
        "gethostbyname2",
        "gethostname",
        "getnameinfo",
        "getprotobyname",
        "getprotobynumber",
        "getservbyname",
        "getservbyport",
        "herror",
        "hstrerror",
        "if_freenameindex",
        "if_indextoname",
        "if_nameindex",
        "if_nametoindex",
        "inet_addr",
        "inet_ntoa",
        "sethostname"
      ]
    },
    {
      source: "semaphores.c",
      kind: "works",
      headers: ["semaphore.h"],
      about: "Counters; waiting at zero is `EDEADLK`, named semaphores are `ENOSYS`.",
      functions: [
        "sem_close",
        "sem_destroy",
        "sem_getvalue",
        "sem_init",
        "sem_open",
        "sem_post",
        "sem_timedwait",
        "sem_trywait",
        "sem_unlink",
        "sem_wait"
      ]
    },
    {
      source: "pthreads.c",
      kind: "works",
      headers: ["pthread.h"],
      about: "The whole set for one thread, as one object of weak definitions (see below). `pthread_create()` is `EAGAIN`; waiting for what nobody else can do ends the program with a message.",
      functions: [
        "_pthread_cleanup_pop",
        "_pthread_cleanup_push",
        "pthread_atfork",
        "pthread_attr_destroy",
        "pthread_attr_getdetachstate",
        "pthread_attr_getguardsize",
        "pthread_attr_getinheritsched",
        "pthread_attr_getschedparam",
        "pthread_attr_getschedpolicy",
        "pthread_attr_getscope",
        "pthread_attr_getstack",
        "pthread_attr_getstacksize",
        "pthread_attr_init",
        "pthread_attr_setdetachstate",
        "pthread_attr_setguardsize",
        "pthread_attr_setinheritsched",
        "pthread_attr_setschedparam",
        "pthread_attr_setschedpolicy",
        "pthread_attr_setscope",
        "pthread_attr_setstack",
        "pthread_attr_setstacksize",
        "pthread_barrier_destroy",
        "pthread_barrier_init",
        "pthread_barrier_wait",
        "pthread_barrierattr_destroy",
        "pthread_barrierattr_getpshared",
        "pthread_barrierattr_init",
        "pthread_barrierattr_setpshared",
        "pthread_cancel",
        "pthread_cond_broadcast",
        "pthread_cond_destroy",
        "pthread_cond_init",
        "pthread_cond_signal",
        "pthread_cond_timedwait",
        "pthread_cond_wait",
        "pthread_condattr_destroy",
        "pthread_condattr_getclock",
        "pthread_condattr_getpshared",
        "pthread_condattr_init",
        "pthread_condattr_setclock",
        "pthread_condattr_setpshared",
        "pthread_create",
        "pthread_detach",
        "pthread_equal",
        "pthread_getattr_np",
        "pthread_getconcurrency",
        "pthread_getcpuclockid",
        "pthread_getname_np",
        "pthread_getschedparam",
        "pthread_getspecific",
        "pthread_join",
        "pthread_key_create",
        "pthread_key_delete",
        "pthread_mutex_consistent",
        "pthread_mutex_destroy",
        "pthread_mutex_init",
        "pthread_mutex_lock",
        "pthread_mutex_timedlock",
        "pthread_mutex_trylock",
        "pthread_mutex_unlock",
        "pthread_mutexattr_destroy",
        "pthread_mutexattr_getprotocol",
        "pthread_mutexattr_getpshared",
        "pthread_mutexattr_getrobust",
        "pthread_mutexattr_gettype",
        "pthread_mutexattr_init",
        "pthread_mutexattr_setprotocol",
        "pthread_mutexattr_setpshared",
        "pthread_mutexattr_setrobust",
        "pthread_mutexattr_settype",
        "pthread_once",
        "pthread_rwlock_destroy",
        "pthread_rwlock_init",
        "pthread_rwlock_rdlock",
        "pthread_rwlock_timedrdlock",
        "pthread_rwlock_timedwrlock",
        "pthread_rwlock_tryrdlock",
        "pthread_rwlock_trywrlock",
        "pthread_rwlock_unlock",
        "pthread_rwlock_wrlock",
        "pthread_rwlockattr_destroy",
        "pthread_rwlockattr_getpshared",
        "pthread_rwlockattr_init",
        "pthread_rwlockattr_setpshared",
        "pthread_self",
        "pthread_setcancelstate",
        "pthread_setcanceltype",
        "pthread_setconcurrency",
        "pthread_setname_np",
        "pthread_setschedparam",
        "pthread_setschedprio",
        "pthread_setspecific",
        "pthread_spin_destroy",
        "pthread_spin_init",
        "pthread_spin_lock",
        "pthread_spin_trylock",
        "pthread_spin_unlock",
        "pthread_testcancel",
        "pthread_timedjoin_np",
        "pthread_tryjoin_np"
      ]
    },
    {
      source: "pthread_exit.c",
      kind: "works",
      headers: ["pthread.h"],
      about: "The end of the one thread is the end of the process.",
      functions: ["pthread_exit"]
    },
    {
      source: "loader.c",
      kind: "refuses",
      headers: ["dlfcn.h"],
      about: "There is nothing to load; `dlerror()` says so. The program itself and extensions that are linked into it can be opened, and have no names.",
      functions: ["dlclose", "dlerror", "dlopen", "dlsym"]
    },
    {
      source: "ffi.c",
      kind: "ffi",
      headers: ["ffi.h"],
      about: "libffi's types, layouts and call descriptions.",
      functions: [
        "ffi_get_struct_offsets",
        "ffi_prep_cif",
        "ffi_prep_cif_var",
        "ffi_type_complex_double",
        "ffi_type_complex_float",
        "ffi_type_complex_longdouble",
        "ffi_type_double",
        "ffi_type_float",
        "ffi_type_longdouble",
        "ffi_type_pointer",
        "ffi_type_sint16",
        "ffi_type_sint32",
        "ffi_type_sint64",
        "ffi_type_sint8",
        "ffi_type_uint16",
        "ffi_type_uint32",
        "ffi_type_uint64",
        "ffi_type_uint8",
        "ffi_type_void"
      ]
    },
    {
      source: "ffi_calls.cc",
      kind: "ffi",
      headers: ["ffi.h"],
      about: "Calls of functions with up to four arguments of any kind, or 16 integers and pointers; of others `ffi_call()` ends the program with a message. Closures are reached by `ffi_call()`, and not by C code.",
      functions: ["ffi_call", "ffi_closure_alloc", "ffi_closure_free", "ffi_prep_closure", "ffi_prep_closure_loc"]
    },
    {
      source: "cxx_threads.cc",
      kind: "works",
      headers: ["mutex", "shared_mutex", "condition_variable", "thread", "future"],
      about: "libc++'s locks, threads and futures, where libc++ was built without. `std::thread` does not start (`resource_unavailable_try_again`); `std::async` runs its function in the caller.",
      functions: []
    },
    {
      source: "cxx_files.cc",
      kind: "works",
      headers: ["fstream"],
      about: "libc++'s file streams, where libc++ was built without.",
      functions: []
    },
    {
      source: "cxx_exit.cc",
      kind: "works",
      headers: [],
      about: "Destructors of `thread_local` objects run at exit.",
      functions: ["__cxa_thread_atexit"]
    },
    {
      source: "exceptions_off.c",
      kind: "throws",
      headers: [],
      about: "C++ exceptions of an SDK without libraries for them: a throw ends the program with the exception's type, its output flushed.",
      functions: [
        "__cxa_allocate_exception",
        "__cxa_begin_catch",
        "__cxa_end_catch",
        "__cxa_free_exception",
        "__cxa_get_exception_ptr",
        "__cxa_init_primary_exception",
        "__cxa_rethrow",
        "__cxa_rethrow_primary_exception",
        "__cxa_throw"
      ]
    },
    {
      source: "jumps.c",
      kind: "works",
      headers: ["setjmp.h"],
      about: "Where the compiler's `setjmp()` is off, `setjmp()` returns 0 and `longjmp()` ends the program with a message. It is on with SDK 33 and later, and where `-mllvm -wasm-enable-sjlj` is passed.",
      functions: ["__pywasi_longjmp"]
    }
  ]
};

// src/libc/additions.ts
var ADDITIONS = additions_default.additions;
var ADDITION_LIBRARIES = {
  works: "pywasi",
  refuses: "pywasi-refusing",
  ffi: "ffi",
  throws: "pywasi-throws"
};

// src/link/extension/check-programs.json
var check_programs_default = {
  $comment: "How build systems call the programs by which they ask whether a function is there; shell patterns of file names. Sources: autoconf lib/autoconf/general.m4 (conftest), CMake Modules/Internal/CheckSourceCompiles.cmake and cmCoreTryCompile.cxx (cmTC_…), mesonbuild/compilers/compilers.py (output.exe), distutils/command/config.py (_configtest), distutils/ccompiler.py has_function (a.out), waf waflib/Tools/c_config.py (testprog).",
  names: [
    "conftest",
    "conftest.*",
    "cmTC_*",
    "output.exe",
    "_configtest",
    "_configtest.*",
    "a.out",
    "testprog",
    "testprog.*"
  ]
};

// src/link/extension/program-libraries.ts
var CHECKS = check_programs_default.names.map((pattern) => new RegExp(`^${pattern.replaceAll(".", "\\.").replaceAll("*", ".*")}$`));
function withProgramLibraries(args2, output, { additions: additions2, exceptionLibraries }) {
  const name = output?.replace(/^.*[\\/]/, "") ?? "a.out";
  const refusing = CHECKS.some((pattern) => pattern.test(name)) ? [] : [`-l${ADDITION_LIBRARIES.refuses}`];
  const libc = args2.indexOf("-lc");
  const place = libc < 0 ? args2.length : libc;
  const [before, behind] = exceptionArguments(exceptionLibraries);
  return [
    ...before,
    ...args2.slice(0, place),
    ...[`-L${additions2}`, `-l${ADDITION_LIBRARIES.works}`, ...refusing],
    ...args2.slice(place),
    ...behind,
    `-l${ADDITION_LIBRARIES.throws}`
  ];
}
function exceptionArguments(folder) {
  return folder === void 0 ? [[], []] : [[`-L${folder}`], ["-lunwind", "-lsetjmp"]];
}

// src/link/extension/link-plan.ts
var INIT_SYMBOL = /^Py(Init|ModExport)U?_/;
function planLink(args2, around) {
  const { kept, dropped } = withoutForeign(args2);
  const command = readLinkCommand(kept);
  if (isExtension(command)) return planExtension(command, dropped, around);
  if (isRelocatable(command)) return { kind: "program", args: kept };
  const output = command.findLast((each) => each.kind === "output")?.path;
  return { kind: "program", args: withProgramLibraries(kept, output, around) };
}
function withoutForeign(args2) {
  const kept = [];
  const dropped = [];
  for (let i = 0; i < args2.length; ) {
    const length = foreignLength(args2.slice(i, i + 2));
    if (length === 0) kept.push(args2[i] ?? "");
    else dropped.push(...args2.slice(i, i + length));
    i += Math.max(1, length);
  }
  return { kept, dropped };
}
function isExtension(command) {
  if (isRelocatable(command)) return false;
  if (has(command, "-shared", "--shared")) return true;
  return has(command, "--no-entry") && exportedNames(command).some((name) => INIT_SYMBOL.test(name));
}
function isRelocatable(command) {
  return has(command, "-r", "--relocatable", "-relocatable");
}
function has(command, ...names) {
  return command.some((each) => each.kind === "option" && names.includes(each.name));
}
function exportedNames(command) {
  return command.flatMap(
    (each) => each.kind === "option" && /^--?export(-if-defined)?$/.test(each.name) && each.value ? [each.value] : []
  );
}
var KEPT = /^(-u|-y|-t|-M|--?undefined|--?wrap|--?mllvm|--?(no-)?whole-archive|--(start|end)-lib|--?trace(-symbol)?|--?verbose|--?threads|--?(no-)?color-diagnostics|--error-limit|--?(no-)?demangle|--?features|--?extra-features|--(no-)?check-features|--?(no-)?fatal-warnings|--reproduce|--why-extract=?.*|--?Map|--?print-map|--lto-.*|--thinlto-.*|--disable-verify|--save-temps)$/;
var STRIP = /^(-s|-S|--?strip-all|--?strip-debug)$/;
var EXPECTED = /^(-m|-z|-e|-E|-O\d?|--?shared|--?entry|--?no-entry|--?(no-)?gc-sections|--?export(-if-defined|-dynamic)?|--?stack-first|--?allow-undefined|--?import-undefined|--?build-id|--?B(static|dynamic)|--?static)$/;
function planExtension(command, foreign, around) {
  const args2 = [];
  const libraries = [];
  const dropped = [...foreign];
  let output = "a.out";
  let strip = false;
  const folders = command.flatMap((each) => each.kind === "folder" ? [each.path] : []);
  const own = folders.filter((folder) => !isSdkFolder(folder, around.sdkPath));
  for (const each of command) {
    if (each.kind === "output") output = each.path;
    else if (each.kind === "input") placeInput(each.path);
    else if (each.kind === "library") placeLibrary(each.name);
    else if (each.kind === "folder") continue;
    else if (STRIP.test(each.name)) strip = true;
    else if (KEPT.test(each.name)) args2.push(...each.text);
    else if (!EXPECTED.test(each.name)) dropped.push(...each.text);
  }
  function placeInput(path2) {
    const name = libraryName(path2);
    if (/(?:^|[\\/])crt1[^\\/]*\.o$/.test(path2) || /libclang_rt[^\\/]*$/.test(path2)) return;
    if (name !== void 0 && isPython(name)) dropped.push(path2);
    else if (name !== void 0 && isSystemLibrary(name) && isSdkOrMachine(path2, around.sdkPath)) libraries.push(name);
    else args2.push(path2);
  }
  function placeLibrary(name) {
    const plain = name.startsWith(":") ? libraryName(name.slice(1)) : name;
    if (plain !== void 0 && isPython(plain)) dropped.push(`-l${name}`);
    else {
      const file = findLibrary(name, own, around.exists);
      if (file !== void 0) args2.push(file);
      else if (plain !== void 0 && isSystemLibrary(plain)) libraries.push(plain);
      else args2.push(`-l${name}`);
    }
  }
  const linker = ["-r", "-m", "wasm32", ...own.map((folder) => `-L${folder}`)];
  return {
    kind: "extension",
    output,
    args: [...linker, ...strip ? ["--strip-debug"] : [], ...args2, "-o", output],
    libraries: [...new Set(libraries)],
    dropped,
    exported: exportedNames(command)
  };
}
function isSdkFolder(folder, sdkPath2) {
  return isWithin(folder, sdkPath2) || /[\\/]self-contained[\\/]?$/.test(folder);
}
function isSdkOrMachine(path2, sdkPath2) {
  return isWithin(path2, sdkPath2) || /^\/(usr\/)?lib(32|64)?\//.test(path2);
}
function isWithin(path2, folder) {
  return path2 === folder || path2.startsWith(`${folder}/`) || path2.startsWith(`${folder}\\`);
}
function isPython(name) {
  return /^python\d/.test(name);
}
function findLibrary(name, folders, exists) {
  const files = name.startsWith(":") ? [name.slice(1)] : [`lib${name}.a`, `lib${name}.so`];
  for (const folder of folders) {
    for (const file of files) if (exists(`${folder}/${file}`)) return `${folder}/${file}`;
  }
  return void 0;
}

// src/link/extension/isolate.ts
var BINDING = SymbolFlag.weak | SymbolFlag.local;
function isolate(object, exported = []) {
  const inits = [];
  const hidden = /* @__PURE__ */ new Set();
  const asked = new Set(exported);
  const isolated = editSymbols(object, (symbol) => {
    if (!isDefined(symbol) || symbol.kind === "section" || symbol.kind === "tag") return void 0;
    if (isLocal(symbol)) return void 0;
    if (isInit(symbol)) {
      inits.push(symbol.name());
      return { flags: symbol.flags & ~(BINDING | SymbolFlag.hidden | SymbolFlag.exported) };
    }
    if (isExported(symbol) || asked.size > 0 && asked.has(symbol.name())) hidden.add(symbol.name());
    return { flags: symbol.flags & ~(BINDING | SymbolFlag.exported) | SymbolFlag.local };
  });
  return { object: withoutComdats(isolated), inits, hidden: [...hidden] };
}
function isInit(symbol) {
  return symbol.kind === "function" && isDefined(symbol) && !isLocal(symbol) && INIT_SYMBOL.test(symbol.name());
}
function isExported(symbol) {
  if (symbol.flags & SymbolFlag.exported) return true;
  return (symbol.flags & (SymbolFlag.hidden | SymbolFlag.weak)) === 0;
}

// src/link/extension/response-file.ts
var DEEPEST = 20;
function expandResponseFiles(args2, read, depth = 0) {
  return args2.flatMap((argument) => {
    if (!argument.startsWith("@") || depth >= DEEPEST) return [argument];
    const text = read(argument.slice(1));
    return text === void 0 ? [argument] : expandResponseFiles(splitArguments(text), read, depth + 1);
  });
}
function splitArguments(text) {
  const found = [];
  let current;
  let quote = "";
  for (let i = 0; i < text.length; i++) {
    const character = text.charAt(i);
    if (character === "\\" && quote !== "'" && i + 1 < text.length) {
      i++;
      if (quote || text[i] !== "\n") current = (current ?? "") + text.charAt(i);
    } else if (quote) {
      if (character === quote) quote = "";
      else current = (current ?? "") + character;
    } else if (character === '"' || character === "'") {
      quote = character;
      current ??= "";
    } else if (/\s/.test(character)) {
      if (current !== void 0) found.push(current);
      current = void 0;
    } else {
      current = (current ?? "") + character;
    }
  }
  if (current !== void 0) found.push(current);
  return found;
}

// src/link/extension/run-extension-link.ts
function runExtensionLink(args2, options, machine2) {
  const expanded = expandResponseFiles(args2, (path2) => machine2.readText(path2));
  const plan = planLink(expanded, { ...options, exists: (path2) => machine2.exists(path2) });
  const linker = `${options.sdkPath}/bin/wasm-ld`;
  if (plan.kind === "program") return machine2.run(linker, plan.args);
  const code = machine2.run(linker, plan.args);
  if (code !== 0) return code;
  try {
    const entry = finishExtension(plan, options, machine2);
    if (options.log !== void 0) machine2.append(options.log, `${JSON.stringify(entry)}
`);
  } catch (error) {
    machine2.remove(plan.output);
    throw error;
  }
  return 0;
}
function finishExtension(plan, options, machine2) {
  const { libraries, dropped } = plan;
  const output = machine2.absolute(plan.output);
  const linked2 = readObject(machine2.readBytes(plan.output), plan.output);
  const { object: isolated, inits, hidden } = isolate(linked2, plan.exported);
  const init = chooseInit(inits, plan.output);
  if (init === void 0) return { output, kind: "library", inits, libraries, dropped, hidden: [] };
  const { object, report: signatures } = repairObject(isolated, options.python);
  const metadata = {
    format: 1,
    init,
    libraries,
    sdk: options.sdkNumber,
    dropped,
    hidden,
    ...signatures && { signatures }
  };
  const content = new TextEncoder().encode(JSON.stringify(metadata));
  machine2.write(plan.output, writeObject(withCustomSection(object, METADATA_SECTION, content)));
  return { output, kind: "extension", inits, libraries, dropped, hidden, ...signatures && { signatures } };
}
function chooseInit(inits, output) {
  const module = /([^\\/]*?)(?:\.[^\\/]*)?$/.exec(output)?.[1];
  return inits.find((name) => name === `PyInit_${module}`) ?? inits[0];
}

// src/wasi-ld.ts
var machine = {
  exists: existsSync,
  readText: (path2) => existsSync(path2) ? readFileSync(path2, "utf8") : void 0,
  readBytes: (path2) => readFileSync(path2),
  // A new file, since the old one may be a link into another folder.
  write: (path2, bytes) => {
    rmSync(path2, { force: true });
    writeFileSync(path2, bytes, { mode: 493 });
  },
  remove: (path2) => rmSync(path2, { force: true }),
  append: appendFileSync,
  run: (command, args2) => {
    const { status, error } = spawnSync(command, args2, { stdio: "inherit" });
    if (error) throw error;
    return status ?? 1;
  },
  absolute: (path2) => resolve(path2)
};
var [sdkPath = "", sdkNumber = "", python = "", additions = "", eh = "-", ...args] = process.argv.slice(2);
try {
  const log = process.env[LINK_LOG_VARIABLE];
  const more = { additions, exceptionLibraries: eh === "-" ? void 0 : eh };
  process.exitCode = runExtensionLink(args, { sdkPath, sdkNumber: Number(sdkNumber), python, ...more, log }, machine);
} catch (error) {
  if (!(error instanceof UserError)) throw error;
  console.error(describeError(error));
  process.exitCode = error.exitCode;
}
