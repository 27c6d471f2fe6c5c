/**
 * The environment without what makes a Python, or CPython's configure, believe in another target.
 *
 * A job that an earlier step prepared for cross builds carries those variables, and `python -I` heeds the underscored
 * ones all the same, for sysconfig reads them itself.
 */

type Environment = Readonly<Record<string, string | undefined>>;

const CROSS_VARIABLES =
  /^(?:_?PYTHON.*|(?:C|CXX|CPP|LD)FLAGS|CC|CXX|CPP|LD|AR|NM|RANLIB|STRIP|LDSHARED|LDCXXSHARED|LIBS|CPATH|C_INCLUDE_PATH|CPLUS_INCLUDE_PATH|LIBRARY_PATH|CONFIG_SITE|HOSTRUNNER|PKG_CONFIG_.*|MAKEFLAGS|MFLAGS|MAKELEVEL|DESTDIR)$/;

export function nativeEnvironment(env: Environment): Environment {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !CROSS_VARIABLES.test(name)));
}
