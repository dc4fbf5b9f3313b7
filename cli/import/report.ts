import { appendFile, mkdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { type Counts, NONE, type Tally } from './counts.ts';
import type { State } from './state.ts';

/** Where all of it stands that could not be taken, or differs: a line of JSON each. */
export const REPORT_FILE = 'report.jsonl';

/** Something that is not as in the source, and why. */
export interface Remark {
  readonly outcome: 'REFUSED' | 'DIFFERS';
  /** Such as `lists`, or `records of contacts`. */
  readonly what: string;
  /** In the source. */
  readonly id: string;
  readonly name: string | null;
  readonly why: string;
}

/** What became of an import, as programs read it. */
export interface Result {
  /** Such as `lists`, or `records of contacts`. */
  readonly kinds: Readonly<Record<string, Counts>>;
  readonly remarks: readonly Remark[];
  readonly notes: readonly string[];
}

/** What becomes of things, counted in the state; what is remarkable is written down at once, so that it outlives a cut. */
export class Report {
  readonly #state: State;
  readonly #isKept: boolean;
  readonly #notes = new Set<string>();
  readonly #remarks: Remark[] = [];
  readonly #known = new Set<string>();
  #unwritten: Remark[] = [];

  private constructor(state: State, isKept: boolean, earlier: readonly Remark[]) {
    this.#state = state;
    this.#isKept = isKept;
    for (const remark of earlier) this.#keep(remark);
  }

  /** With what an earlier part of the same run has written down. */
  static async open(state: State, keeping: 'KEPT' | 'FORGOTTEN'): Promise<Report> {
    const file = path.join(state.folder, REPORT_FILE);
    if (!state.goesOn && keeping === 'KEPT') await rm(file, { force: true });
    const text = state.goesOn ? await readFile(file, 'utf8').catch(() => '') : '';
    return new Report(state, keeping === 'KEPT', text.split('\n').flatMap(remarkIn));
  }

  /** What became of one thing. */
  mark(what: string, id: string, outcome: keyof Tally): void {
    this.#state.mark(what, id, outcome);
  }

  /** What became of many, which go page by page. */
  count(what: string, outcome: keyof Tally, number: number): void {
    if (number > 0) this.#state.count(what, outcome, number);
  }

  refused(what: string, id: string, name: string | null, why: string): void {
    this.#remark({ outcome: 'REFUSED', what, id, name, why });
  }

  differs(what: string, id: string, name: string | null, why: string): void {
    this.#remark({ outcome: 'DIFFERS', what, id, name, why });
  }

  /** Something to know of the whole: what the source does not tell, or what is left out on purpose. */
  note(line: string): void {
    this.#notes.add(line);
  }

  /** Before what is counted is saved, so that nothing is counted that is not written down. */
  async flush(): Promise<void> {
    const lines = this.#unwritten;
    this.#unwritten = [];
    if (!this.#isKept || lines.length === 0) return;
    await mkdir(this.#state.folder, { recursive: true });
    const text = lines.map((line) => `${JSON.stringify(line)}\n`).join('');
    await appendFile(path.join(this.#state.folder, REPORT_FILE), text);
  }

  /** All that became of it. */
  result(): Result {
    return { kinds: Object.fromEntries(this.#counts()), remarks: this.#remarks, notes: [...this.#notes] };
  }

  /** By what they are, in the order in which they were come to. */
  #counts(): ReadonlyMap<string, Counts> {
    const counts = new Map<string, Counts>(
      [...this.#state.counted].map(([what, tally]) => [what, { ...NONE, ...tally }]),
    );
    for (const { what, outcome } of this.#remarks) {
      const before = counts.get(what) ?? NONE;
      const member = outcome === 'REFUSED' ? 'refused' : 'differing';
      counts.set(what, { ...before, [member]: before[member] + 1 });
    }
    return counts;
  }

  /** A page that is done again after a cut says the same again. */
  #remark(remark: Remark): void {
    if (this.#keep(remark)) this.#unwritten.push(remark);
  }

  #keep(remark: Remark): boolean {
    const key = JSON.stringify(remark);
    if (this.#known.has(key)) return false;
    this.#known.add(key);
    this.#remarks.push(remark);
    return true;
  }
}

/** A line that a cut has left half is none. */
function remarkIn(line: string): readonly Remark[] {
  try {
    return [JSON.parse(line) as Remark];
  } catch {
    return [];
  }
}
