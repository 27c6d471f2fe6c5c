/** The index for people: which packages there are, for which Python, and how their tests went. No scripts, no fonts. */
import { formatBytes } from "../report/job-report.ts";
import { escapeHtml, htmlPage } from "./html.ts";
import { byProject, type IndexedWheel } from "./indexed-wheel.ts";
import { wheelPath } from "./simple-pages.ts";

const STYLE = `<style>
:root { color-scheme: light dark; --line: #8884; --muted: #666; --bad: #b3261e; --good: #1b6e3c; }
@media (prefers-color-scheme: dark) { :root { --muted: #aaa; --bad: #ff8a80; --good: #81c995; } }
body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 70rem; padding: 0 1rem; }
h1 { font-size: 1.6rem; margin-bottom: 0; }
p { max-width: 46rem; }
pre { background: #8881; border-radius: 6px; overflow-x: auto; padding: .8rem 1rem; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; width: 100%; }
th, td { border-bottom: 1px solid var(--line); padding: .45rem .8rem .45rem 0; text-align: left; vertical-align: top; white-space: nowrap; }
th { color: var(--muted); font-weight: 600; }
td.summary { color: var(--muted); min-width: 14rem; white-space: normal; }
td.number, th.number { text-align: right; }
.bad { color: var(--bad); } .good { color: var(--good); }
</style>
`;

/** Heading, and whether it is a column of numbers. */
const COLUMNS = [
  ["Package", false],
  ["Version", false],
  ["", false],
  ["Python", false],
  ["WASI SDK", true],
  ["Modules", true],
  ["Size", true],
  ["Tests", false],
] as const;

export function peoplePage(wheels: readonly IndexedWheel[]): string {
  const projects = byProject(wheels);
  const python = newestPython(wheels);
  const rows = [...projects.values()].flat().map(row);
  const head = COLUMNS.map(([name, number]) => `<th scope="col"${number ? ' class="number"' : ""}>${name}</th>`);
  const body = `<h1>Python packages for WASI</h1>
<p>${count(wheels.length, "wheel")} of ${count(projects.size, "package")} with compiled extensions for <code>wasm32-wasip1</code>. WASI 0.1 cannot load them at run time: <code>pywasi link</code> makes a <code>python.wasm</code> that contains them.</p>
<pre>pip download --index-url THIS-PAGE/simple/ --only-binary=:all: --no-deps \\
    --platform wasi_0_0_0_wasm32 --python-version ${python} --dest wheels PACKAGE
pywasi link wheels/*.whl --python-version ${python}</pre>
<div class="scroll"><table>
<thead><tr>${head.join("")}</tr></thead>
<tbody>
${rows.join("\n")}
</tbody>
</table></div>
<p><a href="simple/">Simple index</a> for pip and its kin.</p>`;
  return htmlPage("Python packages for WASI", body, STYLE);
}

function row(wheel: IndexedWheel): string {
  const cells = [
    `<td><a href="simple/${wheel.project}/">${escapeHtml(wheel.name)}</a></td>`,
    `<td><a href="${escapeHtml(wheelPath(wheel))}" title="${escapeHtml(wheel.file)}">${escapeHtml(wheel.version)}</a></td>`,
    `<td class="summary">${escapeHtml(wheel.summary ?? "")}</td>`,
    `<td>${escapeHtml(pythonsOf(wheel.tag))}</td>`,
    `<td class="number">${wheel.sdk ?? "–"}</td>`,
    `<td class="number">${wheel.modules}</td>`,
    `<td class="number">${formatBytes(wheel.size)}</td>`,
    `<td>${tests(wheel)}</td>`,
  ];
  return `<tr>${cells.join("")}</tr>`;
}

function tests({ tests }: IndexedWheel): string {
  if (!tests) return "–";
  const { passed, failed, skipped } = tests;
  const shown = passed.toLocaleString("en");
  const skips = skipped > 0 ? `, ${skipped.toLocaleString("en")} skipped` : "";
  return failed > 0
    ? `${shown} passed, <span class="bad">${failed.toLocaleString("en")} failed</span>${skips}`
    : `<span class="good">${shown} passed</span>${skips}`;
}

/** `3.11` of `cp311-cp311-…`, `3.8 and later` of `cp38-abi3-…`, `any` of `py3-none-any`. */
export function pythonsOf(tag: string): string {
  const [pythons = "", abi = ""] = tag.split("-");
  const versions = pythons.split(".").flatMap((python) => {
    const match = /^cp3(\d+)$/.exec(python);
    return match ? [`3.${match[1]}`] : [];
  });
  if (versions.length === 0) return "any";
  return abi.split(".").includes("abi3") ? `${versions.join(", ")} and later` : versions.join(", ");
}

/** The newest X.Y that a wheel is for, for the example on the page. */
function newestPython(wheels: readonly IndexedWheel[]): string {
  const minors = wheels.flatMap(({ tag }) => /^cp3(\d+)-cp3/.exec(tag)?.[1] ?? []).map(Number);
  return minors.length > 0 ? `3.${Math.max(...minors)}` : "3.13";
}

function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? "" : "s"}`;
}
