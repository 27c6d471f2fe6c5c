/** Reads which Python is asked for: the inputs, else the files of the project. */
import { join } from "node:path";
import type { Host } from "../host/host.ts";
import { userPath } from "../host/user-path.ts";
import type { Inputs } from "../inputs/inputs.ts";
import { type PythonRequest, requestOf, requiredRequest, type Statement } from "../python/request.ts";
import { decodedText } from "../python/sources/decoded-text.ts";
import { plainVersions } from "../python/sources/plain-file.ts";
import { formatOf, VERSION_FILES } from "../python/sources/version-file.ts";
import { UserError } from "../report/errors.ts";

type Reader = Pick<Host, "env" | "files" | "folders" | "log">;

/**
 * `python-version`, else `python-version-file`, else the first file of the project that names a version, unless a
 * setup-python step chose one for this job.
 *
 * @returns undefined where nothing is asked for, so that the machine's Python decides
 * @throws {UserError} WASI-PYTHON-VERSION
 */
export async function askedPython(
  host: Reader,
  inputs: Pick<Inputs, "pythonVersion" | "pythonVersionFile">,
): Promise<PythonRequest | undefined> {
  if (inputs.pythonVersion !== undefined) {
    if (inputs.pythonVersionFile !== undefined) {
      host.log.info(`python-version is given, so ${inputs.pythonVersionFile} is not read.`);
    }
    return firstFit(host, plainVersions(inputs.pythonVersion, "python-version"));
  }
  if (inputs.pythonVersionFile !== undefined) return namedFile(host, inputs.pythonVersionFile);
  // Python_ROOT_DIR has the same value, but CMake's users set it as well, for reasons of their own.
  if (host.env.pythonLocation) return undefined;
  for (const name of VERSION_FILES) {
    const request = await projectFile(host, name);
    if (request) return request;
  }
  return undefined;
}

async function namedFile(host: Reader, path: string): Promise<PythonRequest> {
  const text = await readOptional(host, userPath(host, path));
  if (text === undefined) {
    throw new UserError(
      "WASI-PYTHON-VERSION",
      `python-version-file: there is no ${path} in ${host.folders.work}.`,
      "Check the path, which starts at the working folder, and that actions/checkout ran before this step; or write the version in python-version.",
    );
  }
  const request = firstFit(host, formatOf(path)(text, path));
  if (request) return request;
  throw new UserError(
    "WASI-PYTHON-VERSION",
    `python-version-file: ${path} names no Python version.`,
    "Name the version there (requires-python in pyproject.toml, a line in the other files), or write it in python-version.",
  );
}

/** A file that merely lies there may be of no use: pyenv-virtualenv writes names of environments into .python-version. */
async function projectFile(host: Reader, name: string): Promise<PythonRequest | undefined> {
  const text = await readOptional(host, join(host.folders.work, name));
  if (text === undefined) return undefined;
  const statements = formatOf(name)(text, name);
  const readable = statements.filter((statement) => isReadable(statement));
  for (const { text, source } of statements.filter((statement) => !readable.includes(statement))) {
    host.log.info(`${source}: "${text}" is no version that can be read; it is passed over.`);
  }
  return firstFit(host, readable);
}

/**
 * The first statement that a CPython for WASI can meet; the others are named in the log. Where several are listed, one
 * for PyPy is no reason to refuse the rest.
 */
function firstFit(host: Reader, statements: readonly Statement[]): PythonRequest | undefined {
  const [first] = statements;
  if (!first) return undefined;
  const fit = statements.find((statement) => isReadable(statement) && !isRefused(statement));
  const request = requiredRequest(fit ?? first);
  const others = statements.filter((statement) => statement !== (fit ?? first)).map(({ text }) => text);
  if (others.length > 0) {
    host.log.info(`${request.source} lists ${others.join(", ")} too; one Python is set up in a run: ${request.text}.`);
  }
  return request;
}

function isReadable(statement: Statement): boolean {
  return isRefused(statement) || requestOf(statement) !== undefined;
}

function isRefused(statement: Statement): boolean {
  try {
    requestOf(statement);
    return false;
  } catch (error) {
    if (error instanceof UserError) return true;
    throw error;
  }
}

async function readOptional({ files }: Reader, path: string): Promise<string | undefined> {
  return (await files.info(path))?.kind === "file" ? decodedText(await files.readBytes(path)) : undefined;
}
