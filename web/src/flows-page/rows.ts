import type { LintedFlow } from '../api/index.ts';

/** A row of the table. */
export interface FlowRow extends Omit<LintedFlow, 'lint'> {
  readonly isPaused: boolean;
  /** Absent of deleted flows, which nobody lints. */
  readonly lint?: LintedFlow['lint'];
  /** Absent where the server does not count: of deleted flows. */
  readonly counts?: {
    readonly active: number;
    readonly enrolled: number;
    readonly failedSteps: number;
  };
}

export const nameOf = ({ name, id }: Pick<FlowRow, 'name' | 'id'>): string => name || `Flow ${id}`;
