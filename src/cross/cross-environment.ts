/** What a build for wasm32-wasip1 has to see: variables, and the files that they name. */
export interface CrossEnvironment {
  /** To be laid over the environment of the build; an empty string unsets nothing, it is meant. */
  readonly variables: Readonly<Record<string, string>>;
  /** Files to write, by path relative to the environment's folder, with their text and mode. */
  readonly files: readonly CrossFile[];
}

export interface CrossFile {
  readonly path: string;
  readonly text: string;
  readonly mode?: number;
}
