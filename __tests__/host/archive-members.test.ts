/** The guard of unpacking, against what a file system would make of archives that nobody packs in good faith. */
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { escapeOf, type Member, MemberGuard } from "../../src/host/archive-members.ts";

const part = fc.constantFrom("a", "b", "A", "c", "..", ".", "");
const path = fc.array(part, { minLength: 1, maxLength: 5 }).map((parts) => parts.join("/"));
const member: fc.Arbitrary<Member> = fc.record({
  name: path,
  kind: fc.constantFrom("file", "folder", "symlink", "hardlink", "other"),
  target: path,
});
const archive = fc.array(member, { maxLength: 12 });

/** Follows a path from the folder's root through links, as the system does. @returns undefined where it leaves */
function follow(path: string, links: ReadonlyMap<string, string>, depth = 0): string | undefined {
  let real: string[] = [];
  for (const one of path.split("/")) {
    if (one === "" || one === ".") continue;
    if (one === "..") {
      if (real.pop() === undefined) return undefined;
      continue;
    }
    const next = [...real, one].join("/");
    const target = links.get(next);
    if (target === undefined) real = next.split("/");
    else {
      if (depth > 40 || target.startsWith("/")) return undefined;
      const followed = follow(`${real.join("/")}/${target}`, links, depth + 1);
      if (followed === undefined) return undefined;
      real = followed === "" ? [] : followed.split("/");
    }
  }
  return real.join("/");
}

describe("whatever an archive holds", () => {
  test("a member that is admitted is written inside, through the links made before it", () => {
    fc.assert(
      fc.property(archive, (members) => {
        const guard = new MemberGuard(0);
        const links = new Map<string, string>();
        for (const one of members) {
          if (guard.admit(one) !== undefined) return;
          const name = one.name.split("/").filter((part) => part !== "" && part !== ".");
          const folder = name.slice(0, -1).join("/");
          expect(follow(folder, links)).toBe(folder);
          if (one.kind === "symlink") links.set(name.join("/"), one.target ?? "");
        }
      }),
      { numRuns: 2000 },
    );
  });

  test("none of its links leads out when the whole of it is accepted", () => {
    fc.assert(
      fc.property(archive, (members) => {
        if (escapeOf(members, 0) !== undefined) return;
        const name = (one: Member) =>
          one.name
            .split("/")
            .filter((part) => part !== "" && part !== ".")
            .join("/");
        const links = new Map(
          members.filter(({ kind }) => kind === "symlink").map((one) => [name(one), one.target ?? ""]),
        );
        for (const link of links.keys()) expect([link, follow(link, links)]).not.toEqual([link, undefined]);
      }),
      { numRuns: 2000 },
    );
  });

  test("it is looked at without an exception, names of any text included", () => {
    const any = fc.record({
      name: fc.string(),
      kind: fc.constantFrom("file", "symlink", "hardlink"),
      target: fc.string(),
    });
    fc.assert(
      fc.property(fc.array(any), fc.integer({ min: 0, max: 3 }), (members, strip) => {
        escapeOf(members as Member[], strip);
      }),
    );
  });
});
