import { createRequire as makeRequire } from "node:module"; const require = makeRequire(import.meta.url);

// src/wasi-ld.ts
import { spawnSync } from "node:child_process";
import { appendFileSync, existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";

// src/link/link-log.ts
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
  "WASI-PACKAGE-NOT-FOUND": { exit: 5, title: "The package to build does not exist" },
  "WASI-PACKAGE-NO-SDIST": { exit: 5, title: "The package has no source distribution" },
  "WASI-BUILD-REQUIREMENTS": { exit: 5, title: "The build requirements could not be installed" },
  "WASI-BUILD-FAILED": { exit: 5, title: "The package did not build" },
  "WASI-BUILD-RUST": { exit: 5, title: "Rust cannot compile for WASI on this machine" },
  "WASI-BUILD-CIRCLE": { exit: 5, title: "Packages require each other to build" },
  "WASI-BUILD-WHEEL": { exit: 5, title: "A wheel is not what it says" },
  "WASI-BUILD-WINDOWS": { exit: 5, title: "The package cannot be built on Windows yet" },
  "WASI-BUILD-NO-EXTENSION": { exit: 5, title: "The wheel lacks the extensions that the sources announce" },
  "WASI-LINK-UNDEFINED": { exit: 6, title: "The interpreter does not link: symbols are defined nowhere" },
  "WASI-LINK-FAILED": { exit: 6, title: "The linker stopped" },
  "WASI-LINK-NOT-WASM": { exit: 6, title: "An extension is not a WebAssembly object" },
  "WASI-OBJECT-FORMAT": { exit: 6, title: "A WebAssembly object cannot be read" },
  "WASI-RUN-NO-INTERPRETER": { exit: 7, title: "There is no python.wasm to run" },
  "WASI-RUN-TRAP": { exit: 7, title: "The interpreter trapped" },
  "WASI-RUN-PANIC": { exit: 7, title: "Rust code panicked in the interpreter" },
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
    for (let shift = 7; shift < 35; shift += 7) {
      const next = this.byte();
      value += (next & 127) * 2 ** shift;
      if (next < 128) {
        if (value > 4294967295) throw this.error("a number has more than 32 bits", start);
        return value;
      }
    }
    throw this.error("a number has more than 5 bytes", start);
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
  const capacity = object.sections.reduce((sum, section) => sum + section.body.length + section.name.length + 32, 64);
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
  const writer = new ByteWriter(subsections.reduce((sum, each) => sum + each.body.length + 8, 8));
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

// src/object/symbol-table.ts
var KINDS2 = ["function", "data", "global", "section", "tag", "table"];
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
  const subsection = findSubsection(linking, SubsectionType.symbolTable);
  if (!subsection) return [];
  const imported = importNames(object);
  const reader = new ByteReader(subsection.body, object.file, subsection.offset);
  const symbols = [];
  for (let left = reader.count(3); left > 0; left--) {
    const start = reader.position;
    const kind = KINDS2[reader.byte()];
    if (!kind) throw reader.error("a symbol is of no known kind", start);
    const flags = reader.u32();
    const undefinedHere = (flags & SymbolFlag.undefined) !== 0;
    if (kind === "data") {
      const name2 = reader.string();
      if (undefinedHere) symbols.push({ kind, flags, name: name2, index: 0, offset: 0, size: 0 });
      else symbols.push({ kind, flags, name: name2, index: reader.u32(), offset: reader.u32(), size: reader.u32() });
      continue;
    }
    const index = reader.u32();
    let name = "";
    if (kind !== "section") {
      if (!undefinedHere || flags & SymbolFlag.explicitName) name = reader.string();
      else {
        const own = imported[kind][index];
        if (own === void 0)
          throw reader.error(`an undefined ${kind} symbol names import ${index}, which is not there`, start);
        name = own;
      }
    }
    symbols.push({ kind, flags, name, index, offset: 0, size: 0 });
  }
  reader.expectEnd("the symbol table");
  return symbols;
}
function importNames(object) {
  const names = { function: [], table: [], memory: [], global: [], tag: [] };
  for (const each of readImports(object)) names[each.kind].push(each.name);
  return names;
}
function encodeSymbols(symbols) {
  const writer = new ByteWriter(symbols.length * 40 + 8).u32(symbols.length);
  for (const { kind, flags, name, index, offset, size } of symbols) {
    const undefinedHere = (flags & SymbolFlag.undefined) !== 0;
    writer.byte(KINDS2.indexOf(kind)).u32(flags);
    if (kind === "data") {
      writer.string(name);
      if (!undefinedHere) writer.u32(index).u32(offset).u32(size);
      continue;
    }
    writer.u32(index);
    if (kind !== "section" && (!undefinedHere || flags & SymbolFlag.explicitName)) writer.string(name);
  }
  return writer.finish();
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

// src/link/extension-metadata.ts
var METADATA_SECTION = "pywasi.extension";

// src/object/comdats.ts
function withoutComdats(object) {
  return withSubsection(object, SubsectionType.comdatInfo, void 0);
}

// src/link/foreign-options.json
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

// src/link/foreign-options.ts
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

// src/link/link-command.ts
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

// src/link/system-libraries.json
var system_libraries_default = {
  $comment: "Libraries of wasi-sdk's sysroot and of every compiler driver's defaults, without -l. `empty` are archives without members in wasi-libc (Makefile, THREAD_MODEL=single); `synonyms` are names from other platforms.",
  linked: [
    "c",
    "c++",
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
function libraryName(path) {
  return /(?:^|[\\/])lib([^\\/]+?)\.(?:a|so)$/.exec(path)?.[1];
}

// src/link/link-plan.ts
var INIT_SYMBOL = /^PyInitU?_/;
function planLink(args2, around) {
  const { kept, dropped } = withoutForeign(args2);
  const command = readLinkCommand(kept);
  return isExtension(command) ? planExtension(command, dropped, around) : { kind: "program", args: kept };
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
  const has = (...names) => command.some((each) => each.kind === "option" && names.includes(each.name));
  if (has("-r", "--relocatable", "-relocatable")) return false;
  if (has("-shared", "--shared")) return true;
  return has("--no-entry") && exportedNames(command).some((name) => INIT_SYMBOL.test(name));
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
  function placeInput(path) {
    const name = libraryName(path);
    if (/(?:^|[\\/])crt1[^\\/]*\.o$/.test(path) || /libclang_rt[^\\/]*$/.test(path)) return;
    if (name !== void 0 && isPython(name)) dropped.push(path);
    else if (name !== void 0 && isSystemLibrary(name) && isSdkOrMachine(path, around.sdkPath)) libraries.push(name);
    else args2.push(path);
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
function isSdkOrMachine(path, sdkPath2) {
  return isWithin(path, sdkPath2) || /^\/(usr\/)?lib(32|64)?\//.test(path);
}
function isWithin(path, folder) {
  return path === folder || path.startsWith(`${folder}/`) || path.startsWith(`${folder}\\`);
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

// src/link/isolate.ts
var BINDING = SymbolFlag.weak | SymbolFlag.local;
function isolate(object, exported = []) {
  const inits = [];
  const hidden = /* @__PURE__ */ new Set();
  const asked = new Set(exported);
  const symbols = readSymbols(object).map((symbol) => {
    if (!isDefined(symbol) || symbol.kind === "section" || symbol.kind === "tag") return symbol;
    if (isLocal(symbol)) return symbol;
    if (isInit(symbol)) {
      inits.push(symbol.name);
      return { ...symbol, flags: symbol.flags & ~(BINDING | SymbolFlag.hidden | SymbolFlag.exported) };
    }
    if (asked.has(symbol.name) || isExported(symbol)) hidden.add(symbol.name);
    return { ...symbol, flags: symbol.flags & ~(BINDING | SymbolFlag.exported) | SymbolFlag.local };
  });
  return { object: withoutComdats(withSymbols(object, symbols)), inits, hidden: [...hidden] };
}
function isInit(symbol) {
  return symbol.kind === "function" && INIT_SYMBOL.test(symbol.name) && isDefined(symbol) && !isLocal(symbol);
}
function isExported(symbol) {
  if (symbol.flags & SymbolFlag.exported) return true;
  return (symbol.flags & (SymbolFlag.hidden | SymbolFlag.weak)) === 0;
}

// src/link/response-file.ts
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

// src/link/run-extension-link.ts
function runExtensionLink(args2, options, machine2) {
  const expanded = expandResponseFiles(args2, (path) => machine2.readText(path));
  const plan = planLink(expanded, { sdkPath: options.sdkPath, exists: (path) => machine2.exists(path) });
  const linker = `${options.sdkPath}/bin/wasm-ld`;
  if (plan.kind === "program") return machine2.run(linker, plan.args);
  const code = machine2.run(linker, plan.args);
  if (code !== 0) return code;
  try {
    const entry = finishExtension(plan, options.sdkNumber, machine2);
    if (options.log !== void 0) machine2.append(options.log, `${JSON.stringify(entry)}
`);
  } catch (error) {
    machine2.remove(plan.output);
    throw error;
  }
  return 0;
}
function finishExtension(plan, sdk, machine2) {
  const { libraries, dropped } = plan;
  const output = machine2.absolute(plan.output);
  const linked2 = readObject(machine2.readBytes(plan.output), plan.output);
  const { object, inits, hidden } = isolate(linked2, plan.exported);
  const init = chooseInit(inits, plan.output);
  if (init === void 0) return { output, kind: "library", inits, libraries, dropped, hidden: [] };
  const metadata = { format: 1, init, libraries, sdk, dropped, hidden };
  const content = new TextEncoder().encode(JSON.stringify(metadata));
  machine2.write(plan.output, writeObject(withCustomSection(object, METADATA_SECTION, content)));
  return { output, kind: "extension", inits, libraries, dropped, hidden };
}
function chooseInit(inits, output) {
  const module = /([^\\/]*?)(?:\.[^\\/]*)?$/.exec(output)?.[1];
  return inits.find((name) => name === `PyInit_${module}`) ?? inits[0];
}

// src/wasi-ld.ts
var machine = {
  exists: existsSync,
  readText: (path) => existsSync(path) ? readFileSync(path, "utf8") : void 0,
  readBytes: (path) => readFileSync(path),
  // A new file, since the old one may be a link into another folder.
  write: (path, bytes) => {
    rmSync(path, { force: true });
    writeFileSync(path, bytes, { mode: 493 });
  },
  remove: (path) => rmSync(path, { force: true }),
  append: appendFileSync,
  run: (command, args2) => {
    const { status, error } = spawnSync(command, args2, { stdio: "inherit" });
    if (error) throw error;
    return status ?? 1;
  },
  absolute: (path) => resolve(path)
};
var [sdkPath = "", sdkNumber = "", ...args] = process.argv.slice(2);
try {
  const log = process.env[LINK_LOG_VARIABLE];
  process.exitCode = runExtensionLink(args, { sdkPath, sdkNumber: Number(sdkNumber), log }, machine);
} catch (error) {
  if (!(error instanceof UserError)) throw error;
  console.error(describeError(error));
  process.exitCode = error.exitCode;
}
