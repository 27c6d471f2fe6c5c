import { expect, test } from "@jest/globals";
import { shellFamily } from "../../src/app/env.ts";

test.each([
  [[], "posix"],
  [["zsh"], "posix"],
  [["fish"], "fish"],
  [["pwsh"], "powershell"],
] as const)("the shell %j sets variables as %s does", (operands, family) => expect(shellFamily(operands)).toBe(family));

test.each(["tcsh", "constructor"])("%s, whose words are not known, is refused with those that are", (shell) => {
  expect(() => shellFamily([shell])).toThrow(
    expect.objectContaining({
      code: "WASI-INPUT-VALUE",
      message: `pywasi env does not know the shell "${shell}".`,
      remedy: expect.stringContaining("fish, powershell, pwsh"),
    }),
  );
});
