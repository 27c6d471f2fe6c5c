import { expect, test } from "@jest/globals";
import { mayCarryToken } from "../../src/host/token-scope.ts";

test.each<[string, readonly string[], boolean]>([
  ["the API", ["https://api.github.com/repos/o/r/releases"], true],
  ["a release", ["https://github.com/o/r/releases/download/v1/f"], true],
  ["a redirect on the same origin", ["https://github.com/o/r", "https://github.com/o/r2"], true],
  [
    "the storage that a release redirects to",
    ["https://github.com/o/r", "https://objects.githubusercontent.com/f"],
    false,
  ],
  ["the way back from there", ["https://github.com/o", "https://evil.test/", "https://github.com/o"], false],
  ["the other one of the two", ["https://github.com/o", "https://api.github.com/o"], false],
  ["http", ["http://github.com/o"], false],
  ["another port", ["https://github.com:8443/o"], false],
  ["a name that ends the same", ["https://notgithub.com/o"], false],
  ["a name that begins the same", ["https://github.com.evil.test/o"], false],
  ["credentials that look like it", ["https://github.com@evil.test/o"], false],
  ["a mirror", ["https://mirror.test/github.com/o"], false],
])("%s (%j) carries the token: %s", (_name, visited, carries) => {
  expect(mayCarryToken(visited.map((url) => new URL(url)))).toBe(carries);
});
