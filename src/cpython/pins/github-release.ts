/**
 * A release as GitHub's API describes it: the last resort for a zip without a committed pin.
 *
 * GitHub computes `digest` itself when an asset is uploaded, so it says that the file arrives as it was published, not
 * that the right one was published. Old assets have none.
 * https://docs.github.com/en/rest/releases/releases#get-a-release-by-tag-name
 */
import { HostFailure } from "../../host/failure.ts";
import type { Host, Log } from "../../host/host.ts";
import type { DownloadSettings, Pin } from "../../pins/pin.ts";
import type { PythonVersion } from "../../python/version.ts";
import { committedRelease, RELEASES_REPOSITORY, type ReleasePins } from "./release-pins.ts";

/**
 * The pair with the digests that GitHub knows in place of pins that the table lacks. A committed pin always wins.
 * @returns undefined where GitHub does not answer or has no such pair with digests
 */
export async function releaseByGithub(
  host: Pick<Host, "downloads" | "log">,
  version: PythonVersion,
  sdk: number,
  settings: DownloadSettings,
): Promise<ReleasePins | undefined> {
  const assets = await assetsOf(host, version, settings);
  const committed = committedRelease(version, sdk);
  const python = digested(committed.python, assets);
  const build = digested(committed.build, assets);
  return python && build ? { python, build } : undefined;
}

const GITHUB = "GitHub API";

/** What the user should know about a pair that the committed table does not vouch for. */
export function noticeUnpinned(log: Pick<Log, "notice">, { python, build }: ReleasePins): void {
  for (const pin of [python, build].filter(({ source }) => source === GITHUB)) {
    log.notice(`${pin.name} has no committed checksum; it is checked against GitHub's own digest of the asset.`);
  }
}

interface Asset {
  readonly name: string;
  readonly digest: string | undefined;
  readonly size: number | undefined;
}

function digested(pin: Pin, assets: readonly Asset[]): Pin | undefined {
  if (pin.sha256 !== undefined) return pin;
  const asset = assets.find(({ name }) => name === pin.name);
  const sha256 = /^sha256:([0-9a-f]{64})$/.exec(asset?.digest ?? "")?.[1];
  return sha256 === undefined ? undefined : { ...pin, sha256, size: asset?.size, source: GITHUB };
}

async function assetsOf(
  host: Pick<Host, "downloads" | "log">,
  version: PythonVersion,
  { githubToken }: DownloadSettings,
): Promise<readonly Asset[]> {
  const url = `https://api.github.com/repos/${RELEASES_REPOSITORY}/releases/tags/v${version.text}`;
  try {
    const release = (await host.downloads.json(url, { githubToken })) as { assets?: unknown } | null;
    return Array.isArray(release?.assets) ? release.assets.map(asAsset) : [];
  } catch (error) {
    if (!(error instanceof HostFailure)) throw error;
    host.log.debug(`No release from ${url}: ${error.message}`);
    return [];
  }
}

function asAsset(value: unknown): Asset {
  const { name, digest, size } = (value ?? {}) as Record<string, unknown>;
  return {
    name: typeof name === "string" ? name : "",
    digest: typeof digest === "string" ? digest : undefined,
    size: typeof size === "number" ? size : undefined,
  };
}
