/** What we add to an SDK's libc and libc++: the list, and where the built library lies. */
import list from "./additions.json" with { type: "json" };

/**
 * `works` does what POSIX says, as far as one thread and one user can tell; `refuses` always fails, with an errno that
 * says so; `ffi` is a library of its own name; `throws` stands in for the run time of C++ exceptions, where there is none.
 */
export type AdditionKind = "works" | "refuses" | "ffi" | "throws";

export interface Addition {
  /** File below `target/libc/src`. */
  readonly source: string;
  readonly kind: AdditionKind;
  /** What declares the functions. */
  readonly headers: readonly string[];
  readonly about: string;
  /** Functions and variables of C; those of C++ have no list. */
  readonly functions: readonly string[];
  /** Functions of libc that it stands in front of, in the interpreter: the linker's `--wrap`. */
  readonly wraps?: readonly string[];
}

export const ADDITIONS = list.additions as readonly Addition[];

/** The library that the functions of a kind go to, without `lib` and `.a`. */
export const ADDITION_LIBRARIES: Readonly<Record<AdditionKind, string>> = {
  works: "pywasi",
  refuses: "pywasi-refusing",
  ffi: "ffi",
  throws: "pywasi-throws",
};

/** Where the additions lie, absolute. */
export interface AdditionFolders {
  /** Headers that go before the SDK's and include them. */
  readonly include: string;
  /** The libraries. */
  readonly lib: string;
}
