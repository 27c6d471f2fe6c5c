/**
 * Python that times loops and prints them as JSON, the same for guests and native interpreters: calls, a plain loop, and
 * NumPy's kernels.
 */

/** Loops that spend their time in calls, of an extension `calls` or of Python. */
export const CALLS: Readonly<Record<string, string>> = {
  "a method of the right type": "f=calls.right\nfor _ in R: f()",
  "a method of the wrong type": "f=calls.wrong\nfor _ in R: f()",
  "abs(-3)": "f=abs\nfor _ in R: f(-3)",
  "len(x)": "x=[3,1,2]\nfor _ in R: len(x)",
  "a plain loop": "n=0\nfor i in R: n=(n+i)&255",
  "fib(20)": "def fib(n): return n if n<2 else fib(n-1)+fib(n-2)\nfib(20)",
};

export const PYTHON_LOOP: Readonly<Record<string, string>> = {
  "a loop of 10⁶ rounds": "n=0\nfor i in range(10**6): n=(n+i)&255",
};

export const KERNELS: Readonly<Record<string, string>> = {
  "sort 10⁶ f64": "np.sort(v)",
  "exp 10⁶ f64": "np.exp(v)",
  "sum 10⁶ f64": "v.sum()",
  "add 10⁶ f64": "v + w",
  "fft 2¹⁸": "np.fft.fft(z)",
  "matmul 512 f64": "a @ b",
};

/** What the loops have besides: R, a range of 300,000, and NumPy's arrays where `numpy` is set. */
export interface LoopScript {
  readonly loops: Readonly<Record<string, string>>;
  readonly imports?: readonly string[];
  readonly numpy?: boolean;
  /** The least of so many counts. */
  readonly runs: number;
}

/** @returns Python that writes `{name: seconds}` to the file that its first argument names */
export function loopScript({ loops, imports = [], numpy = false, runs }: LoopScript): string {
  return `import json, sys, time
${imports.map((name) => `import ${name}`).join("\n")}
space = {"R": range(300_000)${imports.map((name) => `, "${name}": ${name}`).join("")}}
${numpy ? ARRAYS : ""}
times = {}
for name, code in json.loads(${JSON.stringify(JSON.stringify(loops))}).items():
    exec("def loop():\\n" + "\\n".join(" " + line for line in code.split("\\n")), space)
    times[name] = 9e9
    for _ in range(${runs}):
        start = time.perf_counter()
        space["loop"]()
        times[name] = min(times[name], time.perf_counter() - start)
with open(sys.argv[1], "w") as file:
    json.dump(times, file)
`;
}

const ARRAYS = `import numpy as np
rng = np.random.default_rng(1)
space.update(np=np, a=rng.random((512, 512)), b=rng.random((512, 512)))
space.update(v=rng.random(10**6), w=rng.random(10**6), z=rng.random(2**18))`;
