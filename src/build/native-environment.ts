/** The environment of the build machine, also in a job into which the cross environment has been exported. */

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * @param cross the variables of the cross environment
 * @returns `own` without those that have the cross environment's value; build requirements are installed with it
 */
export function nativeEnvironment(own: Environment, cross: Readonly<Record<string, string>>): Environment {
  return Object.fromEntries(Object.entries(own).filter(([name, value]) => name === "PATH" || cross[name] !== value));
}
