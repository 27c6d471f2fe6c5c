import { describe, expect, test } from "@jest/globals";
import { type LogStyle, nodeLog } from "../../src/host/log.ts";

function logged(style: LogStyle, { debug = false } = {}) {
  let text = "";
  let time = 0;
  const log = nodeLog({
    style,
    debug,
    write: (part) => {
      text += part;
    },
    now: () => time,
  });
  return {
    log,
    text: () => text,
    pass: (milliseconds: number) => {
      time += milliseconds;
    },
  };
}

describe("on GitHub", () => {
  test("messages are workflow commands, escaped as the runner wants it", () => {
    const { log, text } = logged("github");
    log.info("plain");
    log.debug("detail");
    log.notice("n");
    log.warning("100 %\nand more");
    log.error("e");
    expect(text()).toBe("plain\n::debug::detail\n::notice::n\n::warning::100 %25%0Aand more\n::error::e\n");
  });

  test("a step is a fold, and its time stands below it, where it can be read unfolded", async () => {
    const { log, text, pass } = logged("github");
    await log.group("Install the SDK", async () => {
      log.info("inside");
      pass(1234);
    });
    expect(text()).toBe("::group::Install the SDK\ninside\n::endgroup::\nInstall the SDK: done in 1.2 s\n");
  });

  test("a fold in a fold, which GitHub does not have, is indented", async () => {
    const { log, text } = logged("github");
    await log.group("outer", () => log.group("inner", async () => log.info("deep")));
    expect(text()).toBe("::group::outer\ninner\n  deep\ndone in 0.0 s\n::endgroup::\nouter: done in 0.0 s\n");
  });

  test("a package's output cannot command the runner", () => {
    const { log, text } = logged("github");
    log.info("ok\n::stop-commands::x\n  ::add-mask::y\n##[error]z");
    expect(text()).not.toMatch(/^\s*::/m);
    expect(text()).not.toContain("##[");
    expect(text()).toContain("stop-commands::x");
  });
});

describe("elsewhere", () => {
  test("steps are indented, and a failed one says so", async () => {
    const { log, text, pass } = logged("plain");
    const failing = log.group("Build", async () => {
      log.warning("careful");
      pass(61_000);
      throw new Error("no");
    });
    await expect(failing).rejects.toThrow("no");
    expect(text()).toBe("Build\n  warning: careful\nfailed in 1 min 1 s\n");
  });

  test("details are shown when asked for", () => {
    const [quiet, loud] = [logged("plain"), logged("plain", { debug: true })];
    quiet.log.debug("detail");
    loud.log.debug("detail");
    expect([quiet.text(), loud.text()]).toEqual(["", "detail\n"]);
  });

  test("something quick shows no progress", () => {
    const { log, text } = logged("plain");
    log.progress("sdk.tar.gz", 1e6, 2e6);
    log.progress("sdk.tar.gz", 2e6, 2e6);
    expect(text()).toBe("");
  });

  test("progress is a line every five seconds, and one at the end", () => {
    const { log, text, pass } = logged("plain");
    for (let done = 0; done <= 12; done += 1) {
      log.progress("sdk.tar.gz", done * 1e7, 12e7);
      pass(1000);
    }
    expect(text().split("\n")).toEqual([
      "sdk.tar.gz: 41 % (50.0 of 120.0 MB)",
      "sdk.tar.gz: 83 % (100.0 of 120.0 MB)",
      "sdk.tar.gz: 100 % (120.0 of 120.0 MB)",
      "",
    ]);
  });

  test("progress of an unknown whole, and of things that are not bytes", () => {
    const { log, text, pass } = logged("plain");
    log.progress("page", 0, undefined);
    log.progress("objects", 0, 300);
    pass(6000);
    log.progress("page", 2_500_000, undefined);
    log.progress("objects", 30, 300, "about 1 min left");
    expect(text()).toBe("page: 2.5 MB\nobjects: 10 % (30 of 300), about 1 min left\n");
  });
});

describe("on a terminal", () => {
  test("progress is one line that is rewritten, and gives way to messages", () => {
    const { log, text, pass } = logged("terminal");
    log.progress("sdk", 0, 10e6);
    pass(200);
    log.progress("sdk", 5e6, 10e6);
    pass(10);
    log.progress("sdk", 6e6, 10e6);
    log.info("by the way");
    log.progress("sdk", 10e6, 10e6);
    const clear = "\r\u001b[2K";
    expect(text()).toBe(`${clear}sdk: 50 % (5.0 of 10.0 MB)${clear}by the way\nsdk: 100 % (10.0 of 10.0 MB)\n`);
  });
});

test("a warning that was given already is a line of the log, not a second annotation", () => {
  const written: string[] = [];
  const log = nodeLog({ style: "github", debug: false, write: (text) => written.push(text) });
  log.warning("look out");
  log.warning("look out");
  log.warning("look out too");
  expect(written).toEqual(["::warning::look out\n", "warning: look out\n", "::warning::look out too\n"]);
});
