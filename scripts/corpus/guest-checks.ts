/**
 * What runs inside the interpreter: imports every module that is linked in, then every package's smoke check, all in one
 * process, so that each has met what the others brought. A line for each is said beforehand, for a trap leaves no other
 * trace.
 */

/** A name and what became of it. */
export interface Outcome {
  readonly name: string;
  /** Undefined where all is well. */
  readonly failure: string | undefined;
}

export interface Outcomes {
  readonly imports: readonly Outcome[];
  readonly checks: readonly Outcome[];
}

export interface GuestChecks {
  /** Dotted names. */
  readonly modules: readonly string[];
  /** Package → Python. */
  readonly checks: Readonly<Record<string, string>>;
}

/** @returns Python that prints one line of JSON at each beginning and end */
export function guestScript({ modules, checks }: GuestChecks): string {
  return `import importlib, json

def attempt(kind, name, body):
    print("@@" + json.dumps({"begins": kind, "name": name}), flush=True)
    failure = None
    try:
        body()
    except BaseException as error:
        failure = f"{type(error).__name__}: {' '.join(str(error).split())}"[:200]
    print("@@" + json.dumps({"ends": kind, "name": name, "failure": failure}), flush=True)

for name in json.loads(${pythonString(JSON.stringify(modules))}):
    attempt("imports", name, lambda: importlib.import_module(name))
for name, code in json.loads(${pythonString(JSON.stringify(checks))}).items():
    attempt("checks", name, lambda: exec(code, {}))
`;
}

/** @param output of the guest, whatever else it printed; what never began is not in the result */
export function readOutcomes(output: string): Outcomes {
  const kinds = { imports: new Map<string, string | undefined>(), checks: new Map<string, string | undefined>() };
  for (const [, text = ""] of output.matchAll(/@@(\{.*\})\r?$/gm)) {
    const line = JSON.parse(text) as { begins?: keyof Outcomes; ends?: keyof Outcomes; name: string; failure?: string };
    if (line.begins) kinds[line.begins].set(line.name, "the interpreter ended");
    if (line.ends) kinds[line.ends].set(line.name, line.failure ?? undefined);
  }
  const outcomes = (kind: keyof Outcomes) => [...kinds[kind]].map(([name, failure]) => ({ name, failure }));
  return { imports: outcomes("imports"), checks: outcomes("checks") };
}

/** JSON's escapes are Python's, and JSON text has no line ends. */
function pythonString(text: string): string {
  return JSON.stringify(text);
}
