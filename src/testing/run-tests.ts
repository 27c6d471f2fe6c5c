/**
 * Runs the tests of one command in guests: starts them, answers what they ask, and where one dies puts another in its
 * place, so that a crash costs the test that it happened in and nothing else.
 */
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { RunningGuest } from "../host/guests.ts";
import type { Host } from "../host/host.ts";
import { type Channel, channelIn } from "./channel.ts";
import { type Death, explainDeath } from "./crash.ts";
import { crashOf, interruption } from "./crash-result.ts";
import { Life, resultOf, resultOfFile } from "./life.ts";
import type { GuestRecord } from "./records.ts";
import { isBad, type TestResult, type TestRun } from "./results.ts";
import { Schedule } from "./schedule.ts";
import { cannotStart, lacksModule, lastLines } from "./session-errors.ts";
import { NO_WISHES, type SessionWishes, type TestPlan, wishesOf } from "./test-plan.ts";

/** Milliseconds between two looks into a channel. */
const LOOK_EVERY = 4;
const LAST_WORDS = 16_384;
const NEWLINE = 10;
/** Seconds for what is no test and no import of a test file: the interpreter's start, the search for files. */
const START_LIMIT = 300;

export interface FinishedRun {
  readonly run: TestRun;
  readonly wishes: SessionWishes;
}

/** @throws {UserError} WASI-TEST-SESSION where the tests cannot be started */
export async function runTests(host: Host, plan: TestPlan): Promise<FinishedRun> {
  return new TestSession(host, plan).run();
}

class TestSession {
  private readonly results: TestResult[] = [];
  private readonly exits: string[] = [];
  private readonly began = performance.now();
  private wishes = NO_WISHES;
  private schedule: Schedule | undefined;
  private root: string;
  private files: readonly string[] = [];
  private known = 0;
  private deselected = 0;
  private readonly uncollected = new Set<string>();
  private readonly warnings = new Set<string>();
  private readonly knownFiles = new Set<number>();
  private shownOutput = false;
  private lives = 0;
  private readonly host: Host;
  private readonly plan: TestPlan;

  constructor(host: Host, plan: TestPlan) {
    this.host = host;
    this.plan = plan;
    this.root = plan.folder;
    this.shownOutput = plan.command.kind === "script";
  }

  async run(): Promise<FinishedRun> {
    const slots = this.plan.command.kind === "script" ? 1 : this.plan.workers;
    const folder = await this.host.files.temporaryFolder("test");
    const others: Promise<void>[] = [];
    try {
      // The others start when there is something for them, so that a small suite costs one guest.
      const spread = () => {
        while (others.length < slots - 1 && this.hasWorkFor(others.length + 2)) {
          others.push(this.inhabit(join(folder, `slot-${others.length + 1}`), others.length + 1, slots, () => {}));
        }
      };
      const outcome = await Promise.allSettled([this.inhabit(join(folder, "slot-0"), 0, slots, spread)]);
      await Promise.all(others);
      for (const each of outcome) if (each.status === "rejected") throw each.reason;
    } finally {
      await this.host.files.remove(folder);
    }
    const { command, runtime, workers } = this.plan;
    const run: TestRun = {
      command: command.text,
      results: this.results,
      deselected: this.deselected,
      warnings: this.warnings.size,
      exits: this.exits,
      seconds: (performance.now() - this.began) / 1000,
      workers: slots === 1 ? 1 : workers,
      runtime: runtime.name,
    };
    return { run, wishes: this.wishes };
  }

  private hasWorkFor(guests: number): boolean {
    const { schedule } = this;
    if (!schedule || schedule.isDone || this.wishes.alone) return false;
    const waiting = schedule.files.filter((file) => file.state === "waiting").length;
    const left = schedule.files.reduce((sum, file) => sum + file.left.length, 0);
    return waiting + 1 >= guests || left > 100 * guests;
  }

  /** One place for a guest: a new one comes where one died and tests are left. */
  private async inhabit(folder: string, slot: number, slots: number, onProgress: () => void): Promise<void> {
    for (let again = true; again; ) {
      this.lives += 1;
      again = await this.live(`${folder}-${this.lives}`, slot, slots, onProgress);
    }
  }

  /** @returns whether another guest has to go on */
  private async live(folder: string, slot: number, slots: number, onProgress: () => void): Promise<boolean> {
    const { files } = this.host;
    const folders = {
      channel: join(folder, "channel"),
      temporary: join(folder, "tmp"),
      captured: join(folder, "captured"),
    };
    const paths = { ...folders, output: join(folder, "output") };
    for (const path of Object.values(folders)) await files.makeFolder(path);
    await files.write(paths.output, "");
    const life = new Life();
    if (this.plan.command.kind === "script") {
      life.doing = { what: "test", id: this.plan.command.text, file: 0, since: this.seconds() };
    }
    const guest = this.plan.runtime.start({ command: this.plan.command, ...paths, slot, slots });
    const channel = channelIn(files, paths.channel);
    let shown = 0;
    const show = async (all: boolean) => {
      if (!this.shownOutput) return;
      const bytes = await files.readFrom(paths.output, shown);
      // Whole lines, for what is there may end in the middle of one, or of a character.
      const length = all ? bytes.length : bytes.lastIndexOf(NEWLINE) + 1;
      shown += length;
      if (length > 0) this.plan.watch.output(new TextDecoder().decode(bytes.subarray(0, length)));
    };
    const ended = await this.attend(guest, channel, life, slot, async () => {
      await show(false);
      onProgress();
    });
    await show(true);
    const captured = (await files.list(paths.captured)).map((name) => join(paths.captured, name));
    const words = await Promise.all([paths.output, ...captured].map((path) => this.endOf(path)));
    const lastWords = words.join("");
    await files.remove(folder);
    return this.buried(life, { ...ended, lastWords }, slot);
  }

  private async endOf(path: string): Promise<string> {
    const bytes = await this.host.files.readBytes(path);
    return new TextDecoder().decode(bytes.subarray(Math.max(0, bytes.length - LAST_WORDS)));
  }

  private async attend(guest: RunningGuest, channel: Channel, life: Life, slot: number, onLook: () => Promise<void>) {
    let over = false;
    const ended = guest.ended.finally(() => {
      over = true;
    });
    let last = this.seconds();
    for (;;) {
      // Looked at before the records are read, so that none which came just before the end is missed.
      const isOver = over;
      const records = await channel.read();
      for (const record of records) await this.heard(record, life, slot, channel);
      if (records.length > 0) last = this.seconds();
      if (isOver) return ended;
      await onLook();
      const { timeout } = this.plan;
      const { doing } = life;
      const [since, limit] = doing
        ? [doing.since, Math.min(doing.limit ?? timeout, timeout)]
        : [last, Math.max(timeout, START_LIMIT)];
      if (this.seconds() - since > limit) guest.end();
      await Promise.race([pause(LOOK_EVERY), ended.catch(() => {})]);
    }
  }

  private async heard(record: GuestRecord, life: Life, slot: number, channel: Channel): Promise<void> {
    const now = this.seconds();
    switch (record.event) {
      case "session":
        this.root = record.root;
        this.wishes = wishesOf(record);
        this.shownOutput = record.shownOutput;
        for (const [plugin, options] of Object.entries(this.lives === 1 ? (record.unused ?? {}) : {})) {
          this.host.log.info(`${plugin} has no part in this run: ${options.join(" ")} changes nothing.`);
        }
        return;
      case "files":
        life.hasFiles = true;
        this.schedule ??= new Schedule(record.files.length);
        if (this.files.length === 0) this.files = record.files;
        return;
      case "next": {
        life.doing = undefined;
        if (this.plan.command.kind === "unittest") life.forget();
        const order = this.schedule?.next(slot, now) ?? { do: "stop" };
        life.told(order);
        if (order.do === "collect") {
          life.doing = { what: "file", id: this.files[order.file] ?? "", file: order.file, since: now };
        }
        return channel.answer(record.number, order);
      }
      case "collected":
        life.doing = undefined;
        if (!this.knownFiles.has(record.file)) this.known += record.tests.length;
        this.knownFiles.add(record.file);
        this.schedule?.collected(slot, record.file, record.tests, now);
        return;
      case "uncollected":
        // Each guest that collects a file finds the same.
        if (this.uncollected.has(record.id)) return;
        this.uncollected.add(record.id);
        return this.add(resultOfFile(record, this.root));
      case "start":
        life.begins(record.id, now, record.limit ?? undefined);
        return;
      case "finish":
        this.schedule?.finished(life.ends(record.id), record.seconds);
        return this.add(resultOf(record, this.root));
      case "missing":
        return this.add({
          id: record.id,
          outcome: "error",
          seconds: 0,
          message: "collected in one guest and not in another: the tests of this file differ from run to run",
        });
      case "deselected":
        // Each guest that collects a file leaves the same tests out.
        if (life.doing?.what !== "file" || !this.knownFiles.has(life.doing.file)) this.deselected += record.count;
        return;
      case "warning":
        this.warnings.add(record.text);
        return;
      case "broken":
        life.broken = record.text;
        return;
      case "tired":
        life.tired = true;
        return;
      case "absent":
        life.absent = record.module;
        return;
      case "end":
        life.code = record.code;
        return;
      case "collecting":
        return;
    }
  }

  private add(result: TestResult): void {
    this.results.push(result);
    const { maxfail, verbosity } = this.wishes;
    this.plan.watch.result(result, { done: this.results.length, known: this.known, verbose: verbosity > 0 });
    if (maxfail > 0 && this.results.filter(isBad).length >= maxfail) this.schedule?.stop();
  }

  /** What the end of a guest means. @returns whether another has to go on */
  private async buried(life: Life, death: Death, slot: number): Promise<boolean> {
    const { command } = this.plan;
    if (life.code !== undefined) {
      if (death.trap) this.exits.push(`${explainDeath(death, 0).message}, on the way out of the interpreter`);
      return this.finished(life, life.code, death.lastWords, slot);
    }
    if (!life.hasFiles && command.kind !== "script") {
      const { message, meaning } = explainDeath(death, this.plan.timeout);
      const frames = death.trap?.frames.map((frame) => `in ${frame}`) ?? [];
      throw cannotStart(command, message, [meaning, ...frames.slice(0, 10), ...lastLines(death.lastWords)]);
    }
    const lines = death.trap && (await this.plan.lines?.());
    const timeout = Math.min(life.doing?.limit ?? this.plan.timeout, this.plan.timeout);
    const circumstances = { root: this.root, now: this.seconds(), timeout };
    this.add(crashOf(life, death, { ...circumstances, ...(lines ? { lines } : {}) }));
    this.schedule?.died(slot, life.unrun);
    if (this.wishes.alone) this.schedule?.stop();
    return command.kind !== "script" && this.schedule?.isDone === false;
  }

  private finished(life: Life, code: number, lastWords: string, slot: number): boolean {
    const { command } = this.plan;
    if (command.kind === "script") {
      const seconds = this.seconds();
      const message = code === 0 ? {} : { message: `exit code ${code}`, text: lastWords.trim() };
      this.add({ id: command.text, outcome: code === 0 ? "passed" : "failed", seconds, ...message });
      return false;
    }
    if (life.absent !== undefined) throw lacksModule(command, life.absent);
    if (!life.hasFiles || (code > 2 && !life.tired)) {
      throw cannotStart(command, `exit code ${code}`, lastLines(life.broken ?? lastWords));
    }
    this.schedule?.died(slot, life.unrun);
    const interrupted = life.doing?.what === "test" ? life.doing : undefined;
    if (interrupted) this.add(interruption(interrupted, this.seconds()));
    return (life.tired || interrupted !== undefined) && !this.wishes.alone && this.schedule?.isDone === false;
  }

  private seconds(): number {
    return (performance.now() - this.began) / 1000;
  }
}
