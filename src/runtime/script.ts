/** Which of Python's arguments is the script, as CPython's own command line reads them. https://docs.python.org/3/using/cmdline.html */

/** Options of CPython whose value is the next argument. */
const WITH_VALUE = ["-X", "-W", "--check-hash-based-pycs"];

/** @returns the place of the script among the arguments; undefined for `-c`, `-m`, standard input and the prompt */
export function scriptPlace(args: readonly string[]): number | undefined {
  for (let i = 0; i < args.length; i++) {
    const argument = args[i] ?? "";
    if (WITH_VALUE.includes(argument)) i++;
    else if (!argument.startsWith("-")) return i;
    // Short options join: `-Im unittest`, `-uc CODE`. Those with a joined value, -Wonce and -Xdev, end the group.
    else if (argument === "-" || /^-[^-WX]*[cm]/.test(argument)) return undefined;
  }
  return undefined;
}
