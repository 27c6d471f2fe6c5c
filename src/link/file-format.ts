/** What a file that calls itself an extension really is, told from its first bytes. */
import { isArchive } from "../object/archive.ts";
import { findSection, isRelocatable, isWasm, type ObjectFile } from "../object/object-file.ts";

export type FileFormat =
  | "relocatable"
  | "wasm-final"
  | "wasm-shared"
  | "wasm-component"
  | "elf"
  | "mach-o"
  | "pe"
  | "bitcode"
  | "archive"
  | "empty"
  | "unknown";

/** Magic numbers, big-endian. Sources: elf.h; mach-o/loader.h and fat.h; PE/COFF specification; LLVM BitCodeFormat. */
const MAGIC: Readonly<Record<string, FileFormat>> = {
  "7f454c46": "elf",
  feedface: "mach-o",
  feedfacf: "mach-o",
  cefaedfe: "mach-o",
  cffaedfe: "mach-o",
  cafebabe: "mach-o",
  cafebabf: "mach-o",
  "4243c0de": "bitcode",
  dec0170b: "bitcode",
  "0061736d": "wasm-component",
};

/** @param bytes the file, or enough of its beginning where it is no WebAssembly */
export function fileFormat(bytes: Uint8Array, object: ObjectFile | undefined): FileFormat {
  if (bytes.length === 0) return "empty";
  if (isWasm(bytes) && object) {
    if (isRelocatable(object)) return "relocatable";
    return findSection(object, "dylink.0") || findSection(object, "dylink") ? "wasm-shared" : "wasm-final";
  }
  if (isArchive(bytes)) return "archive";
  if (bytes[0] === 0x4d && bytes[1] === 0x5a) return "pe";
  const magic = Array.from(bytes.subarray(0, 4), (byte) => byte.toString(16).padStart(2, "0")).join("");
  return MAGIC[magic] ?? "unknown";
}

/** What to say about a format that cannot be linked: what it is, and how an extension comes to be that. */
export const FORMAT_TEXTS: Readonly<Record<Exclude<FileFormat, "relocatable">, readonly [string, string]>> = {
  "wasm-final": [
    "a finished WebAssembly module without a linking section",
    "It was stripped after the link, or linked by another linker. Strip nothing (the STRIP that pywasi sets does that), and let the build use the LDSHARED and CC that pywasi sets.",
  ],
  "wasm-shared": [
    "a position-independent WebAssembly module for a dynamic loader",
    "WASI 0.1 has none. Build it with the CC and LDSHARED that pywasi sets, without -Wl,--experimental-pic or emcc's -sSIDE_MODULE.",
  ],
  "wasm-component": [
    "a WebAssembly component or a module of another version",
    "Build it for wasm32-wasip1, not for wasip2 or later.",
  ],
  elf: [
    "an ELF file, the format of Linux and other Unix machines",
    "The build used the build machine's compiler. Let the project take its compiler from CC, CXX and LDSHARED; `pywasi doctor` shows what it saw.",
  ],
  "mach-o": [
    "a Mach-O file, the format of macOS",
    "The build used the build machine's compiler. Let the project take its compiler from CC, CXX and LDSHARED; `pywasi doctor` shows what it saw.",
  ],
  pe: [
    "a PE file, the format of Windows",
    "The build used the build machine's compiler. Let the project take its compiler from CC, CXX and LDSHARED; `pywasi doctor` shows what it saw.",
  ],
  bitcode: [
    "LLVM bitcode, which was compiled with -flto and never linked",
    "Link it with the LDSHARED that pywasi sets, or build without -flto.",
  ],
  archive: ["a static library", "Link it into an extension with the LDSHARED that pywasi sets."],
  empty: ["an empty file", "Look at the build's log for what should have written it."],
  unknown: ["of no format that is known here", "Look at the build's log for what wrote it."],
};
