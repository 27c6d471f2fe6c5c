/** Tests of what runs in the build Python, on every Python of this machine that the product supports. */
import type { Host } from "../../src/host/host.ts";
import { type FoundPython, findPythons } from "./pythons.ts";
import type { Step } from "./step.ts";
import { FAILED, unittestTally } from "./tally.ts";

/** @param filter part of a test file's name @returns one step for each Python; a step that fails where there is none */
export async function pythonSteps(host: Host, filter: string): Promise<readonly Step[]> {
  const pythons = await findPythons(host);
  return pythons.length > 0 ? pythons.map((python) => pythonStep(host, python, filter)) : [noPython];
}

const noPython: Step = {
  name: "Python tests",
  run: () =>
    Promise.reject(new Error("No Python from 3.11 on starts here. Install one, for example: pyenv install 3.11")),
};

function pythonStep(host: Host, { path, version }: FoundPython, filter: string): Step {
  return {
    name: `Python tests on ${version}`,
    run: async () => {
      const { code, stdout, stderr } = await host.processes.run(
        path,
        ["-m", "unittest", "discover", "-s", "tests", "-p", filter === "" ? "test*.py" : `*${filter}*.py`],
        { cwd: `${host.folders.product}/python`, env: { ...host.env, PYTHONDONTWRITEBYTECODE: "1" } },
      );
      const tally = unittestTally(stderr);
      if (code === 0 && tally.failed === 0) return tally;
      process.stdout.write(`${stdout}${stderr}`);
      return tally.failed > 0 ? tally : FAILED;
    },
  };
}
