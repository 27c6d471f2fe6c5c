/** Catches the error that a user would see. */
import { UserError } from "../src/report/errors.ts";

/** Fails where the work succeeds, or fails with anything but a coded error. */
export async function errorOf(work: () => unknown): Promise<UserError> {
  try {
    await work();
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
  throw new Error("it succeeded, where an error was expected");
}
