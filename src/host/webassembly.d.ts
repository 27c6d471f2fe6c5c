/** The part of the WebAssembly JavaScript API that we use; TypeScript ships it only with the browser's types. */
declare namespace WebAssembly {
  class RuntimeError extends Error {}
  type Imports = Record<string, Record<string, unknown>>;
  type Module = object;
  class Instance {
    constructor(module: Module, imports: Imports);
    readonly exports: Record<string, unknown>;
  }
  function compile(bytes: Uint8Array): Promise<Module>;
  function instantiate(module: Module, imports: Imports): Promise<Instance>;
}
