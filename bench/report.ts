import { availableParallelism } from 'node:os';

/** Tells figures: a JSON line each for programs, and a line of text for people. */
export class Report {
  readonly #bench: string;

  constructor(bench: string) {
    this.#bench = bench;
  }

  /** One figure; `members` say of what, and, where it is a median, of which runs. */
  figure(name: string, value: number, unit: string, members: Readonly<Record<string, unknown>> = {}): void {
    const line = { bench: this.#bench, figure: name, value: rounded(value), unit, ...members };
    console.log(JSON.stringify({ ...line, cores: availableParallelism() }));
  }

  say(text: string): void {
    console.error(text);
  }
}

/** Four digits say more than the runs agree on. */
export function rounded(value: number): number {
  return Number(value.toPrecision(4));
}
