import type { TemporaryServer } from '../place/temporary-server.ts';
import type { Report } from '../report.ts';

/** The place and the size of a measurement. */
export interface PartOptions {
  readonly server: TemporaryServer;
  readonly report: Report;
  /** Effects of one run. */
  readonly count: number;
  /** Runs of each side, by turns. */
  readonly runs: number;
}

/** One kind of effect beside what does the same without Millrace. */
export interface EffectsPart {
  readonly name: string;
  readonly run: (options: PartOptions) => Promise<void>;
}
