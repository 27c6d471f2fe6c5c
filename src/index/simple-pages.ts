/**
 * The simple repository API as static files: HTML (PEP 503 with 592, 629, 658 and 714) for pip and its kin, which ask
 * for a folder and get its index.html, and the same as JSON (PEP 691 and 700) in index.json, for a server that
 * negotiates or a tool that asks for the file.
 */
import { escapeHtml, htmlPage } from "./html.ts";
import { byProject, type IndexedWheel } from "./indexed-wheel.ts";

/** Version of the API that both forms speak; 1.1 is PEP 700's, with sizes and versions. */
const API_VERSION = "1.1";
const META = `<meta name="pypi:repository-version" content="${API_VERSION}">\n`;

export interface SiteFile {
  /** Below the site's folder, with `/`. */
  readonly path: string;
  readonly text: string;
}

export function simplePages(wheels: readonly IndexedWheel[]): readonly SiteFile[] {
  const projects = byProject(wheels);
  const names = [...projects.keys()];
  const links = names.map((name) => `<a href="${name}/">${name}</a><br>`).join("\n");
  const root = { meta: { "api-version": API_VERSION }, projects: names.map((name) => ({ name })) };
  return [
    { path: "simple/index.html", text: htmlPage("Simple index", links, META) },
    { path: "simple/index.json", text: asJson(root) },
    ...[...projects].flatMap(([project, files]) => projectPages(project, files)),
  ];
}

/** Where a wheel lies, below the site's folder. */
export function wheelPath({ project, file }: IndexedWheel): string {
  return `files/${project}/${file}`;
}

function projectPages(project: string, wheels: readonly IndexedWheel[]): readonly SiteFile[] {
  const links = wheels.map(anchor).join("\n");
  const answer = {
    meta: { "api-version": API_VERSION },
    name: project,
    versions: [...new Set(wheels.map(({ version }) => version))],
    files: wheels.map((wheel) => ({
      filename: wheel.file,
      url: url(wheel),
      hashes: { sha256: wheel.sha256 },
      size: wheel.size,
      ...(wheel.requiresPython === undefined ? {} : { "requires-python": wheel.requiresPython }),
      "core-metadata": { sha256: wheel.metadataSha256 },
      "dist-info-metadata": { sha256: wheel.metadataSha256 },
      yanked: false,
    })),
  };
  return [
    { path: `simple/${project}/index.html`, text: htmlPage(`Links for ${project}`, links, META) },
    { path: `simple/${project}/index.json`, text: asJson(answer) },
  ];
}

function anchor(wheel: IndexedWheel): string {
  const attributes = [
    ["href", `${url(wheel)}#sha256=${wheel.sha256}`],
    ...(wheel.requiresPython === undefined ? [] : [["data-requires-python", wheel.requiresPython]]),
    // PEP 714 renamed it; clients of before know the second alone.
    ["data-core-metadata", `sha256=${wheel.metadataSha256}`],
    ["data-dist-info-metadata", `sha256=${wheel.metadataSha256}`],
  ];
  const text = attributes.map(([name = "", value = ""]) => `${name}="${escapeHtml(value)}"`).join(" ");
  return `<a ${text}>${escapeHtml(wheel.file)}</a><br>`;
}

/** Relative, so that the site works below any address. */
function url(wheel: IndexedWheel): string {
  return `../../${wheelPath(wheel).split("/").map(encodeURIComponent).join("/")}`;
}

function asJson(value: unknown): string {
  return `${JSON.stringify(value, undefined, 1)}\n`;
}
