/**
 * What is used of `@actions/cache`. A file of its own in `dist/`, for it is larger than all the rest: a run that has
 * nothing to fetch or to store does not read it.
 */
export { restoreCache, saveCache } from "@actions/cache";
