/** The door to the workflow that an action runs in: inputs, outputs, the environment of later steps, annotations. */
import * as core from "@actions/core";

export interface Workflow {
  input(name: string): string;
  setOutput(name: string, value: string): void;
  /** For all steps that follow. */
  exportVariable(name: string, value: string): void;
  addPath(folder: string): void;
  /** Has the runner look for problems in what the following steps print. @param path absolute, of a JSON file */
  addMatchers(path: string): void;
  /** Kept for the post step. */
  saveState(name: string, value: string): void;
  state(name: string): string;
  /** Appends Markdown to the job summary; it is no error where the runner has none. */
  summarize(markdown: string): Promise<void>;
  /** Fails the step with an error annotation. */
  fail(title: string, message: string): void;
}

export function githubWorkflow(): Workflow {
  return {
    input: (name) => core.getInput(name),
    setOutput: core.setOutput,
    exportVariable: core.exportVariable,
    addPath: core.addPath,
    addMatchers: (path) => console.log(`::add-matcher::${path}`),
    saveState: core.saveState,
    state: core.getState,
    summarize: async (markdown) => {
      if (process.env.GITHUB_STEP_SUMMARY) await core.summary.addRaw(markdown, true).write();
    },
    fail: (title, message) => {
      core.error(message, { title });
      // Not process.exit(): on Windows it aborts while sockets close (nodejs/node#56645).
      process.exitCode = 1;
    },
  };
}
