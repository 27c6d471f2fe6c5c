/**
 * The one sentence of a failed build's output that says most, where no known cause is in it: the first error of a
 * compiler, else the exception that ended a Python program.
 */

const OF_A_COMPILER =
  /^(?:.*[/\\])?([\w.+-]+\.(?:c|cc|cpp|cxx|c\+\+|m|h|hh|hpp|hxx|inc|inl|pyx|pxd|pxi|rs):\d+(?::\d+)?: (?:fatal )?(?:error: )?.*\S)$/;
const ERROR = /: (?:fatal )?error: |\.p[yx][xdi]:\d+:\d+: /;
/** What configure, distutils, CMake and Meson compile to find something out. */
const CHECK =
  /^(?:conftest|_configtest|testfile|sanitycheck\w*|CheckFunctionExists|CMakeC\w*CompilerId|src)\.|^test_?\w*\.c:/;

const EXCEPTION = /^([\w.]*(?:Error|Exception|Exit)): (\S.*)$/;
/** Who started the program that failed, and our own front end. */
const ABOUT_ANOTHER =
  /CalledProcessError|BackendSubprocess|returned non-zero|failed with exit (?:code|status)|^error: Command /;

const AT_MOST = 160;

export function ownWords(output: string): string | undefined {
  const lines = output.split(/\r?\n/).map((line) => line.trim());
  const ofCompiler = lines.flatMap((line) => {
    const found = OF_A_COMPILER.exec(line)?.[1];
    return found !== undefined && ERROR.test(found) && !CHECK.test(found) ? [found] : [];
  })[0];
  const found = ofCompiler ?? lines.findLast((line) => EXCEPTION.test(line) && !ABOUT_ANOTHER.test(line));
  return found && (found.length > AT_MOST ? `${found.slice(0, AT_MOST)}…` : found).replace(/\.$/, "");
}
