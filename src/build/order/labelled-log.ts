/** A log whose lines say which of several builds they belong to. */
import type { Log } from "../../host/host.ts";

export function labelledLog(log: Log, label: string): Log {
  const labelled = (message: string) => message.replace(/^/gm, `${label} │ `);
  return {
    debug: (message) => log.debug(labelled(message)),
    info: (message) => log.info(labelled(message)),
    notice: (message) => log.notice(labelled(message)),
    warning: (message) => log.warning(labelled(message)),
    error: (message) => log.error(labelled(message)),
    // Folds of builds that run at the same time would close each other.
    group: async (title, body) => {
      log.info(labelled(title));
      return body();
    },
    progress: (what, done, total) => log.progress(what, done, total),
  };
}
