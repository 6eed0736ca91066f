import { isProblem } from "@/api/problem";
import type { Act, Noted } from "@/api/types";

export type Here = Pick<Noted, "workspace" | "thing">;

/** The two acts before the next one. */
export interface Trace {
  last: Act | null;
  before: Act | null;
}

export type Send = (items: Noted[], key: string, isLeaving: boolean) => Promise<void>;

const TOGETHER_MS = 15_000;
const AT_ONCE_MAX = 50;
const WAITING_MAX = 200;
const AGAIN_MS_MAX = 5 * 60_000;
const KEPT_MS = 60 * 60_000;
/** An act that leads to another workspace is one act and not two. */
const ONE_ACT_MS = 1_500;

interface Entry {
  noted: Noted;
  at: number;
}

interface Batch {
  items: Noted[];
  key: string;
  since: number;
  tries: number;
}

/**
 * What was done in one practice by one person, until it is sent: some at a time, the same batch with the same key until
 * it arrives, and in memory only. What cannot be sent for an hour is let go, for it is no more than a count.
 */
export class Notebook {
  #trace: Trace = { last: null, before: null };
  #lastAt = 0;
  #waiting: Entry[] = [];
  #batch: Batch | null = null;
  #isSending = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #listeners = new Set<() => void>();
  readonly #send: Send;
  #isOn = true;

  constructor(send: Send) {
    this.#send = send;
  }

  trace = (): Trace => this.#trace;

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  note(act: Act, here: Here): void {
    if (this.#isOn) {
      this.#waiting.push({ noted: { act, ...here, ...this.#trace }, at: Date.now() });
      this.#waiting.splice(0, this.#waiting.length - WAITING_MAX);
      this.#later(TOGETHER_MS);
    }
    this.#lastAt = Date.now();
    this.#trace = { last: act, before: this.#trace.last };
    this.#listeners.forEach((listener) => listener());
  }

  /** That another workspace is shown: by itself an act, unless it follows from one. */
  noteWay(act: Act, here: Here): void {
    if (Date.now() - this.#lastAt > ONE_ACT_MS) this.note(act, here);
  }

  /** Off: the trace goes on, for when it is switched on again; what is not sent yet is never sent. */
  turn(isOn: boolean): void {
    this.#isOn = isOn;
    if (isOn) return;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#waiting = [];
    this.#batch = null;
  }

  async flush(isLeaving = false): Promise<void> {
    if (this.#isSending) return;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const batch = (this.#batch ??= this.#next());
    if (batch === null) return;
    this.#isSending = true;
    batch.tries += 1;
    try {
      await this.#send(batch.items, batch.key, isLeaving);
      if (this.#batch === batch) this.#batch = null;
    } catch (error) {
      // What the server refuses it would refuse again.
      const isRefused = isProblem(error) && error.status >= 400 && error.status < 500 && error.status !== 429;
      if (this.#batch === batch && (isRefused || Date.now() - batch.since > KEPT_MS)) this.#batch = null;
    } finally {
      this.#isSending = false;
    }
    if (this.#batch !== null) this.#later(Math.min(TOGETHER_MS * 2 ** this.#batch.tries, AGAIN_MS_MAX));
    else if (this.#waiting.length > 0) this.#later(TOGETHER_MS);
  }

  #next(): Batch | null {
    const now = Date.now();
    const entries = this.#waiting.splice(0, AT_ONCE_MAX).filter(({ at }) => now - at < KEPT_MS);
    if (entries.length === 0) return null;
    const items = entries.map(({ noted, at }) => ({ ...noted, ago_seconds: Math.max(0, Math.round((now - at) / 1000)) }));
    return { items, key: crypto.randomUUID(), since: now, tries: 0 };
  }

  #later(ms: number): void {
    this.#timer ??= setTimeout(() => void this.flush(), ms);
  }
}
