import type { LucideIcon } from 'lucide-react';
import type { FlowRow } from '../rows.ts';

/** What can be done with flows, one or many. */
export interface Deed {
  readonly id: string;
  /** A verb: "Turn on". */
  readonly name: string;
  /** The same, done: "turned on". */
  readonly done: string;
  readonly icon: LucideIcon;
  readonly kind: 'plain' | 'danger';
  /** Whether it means anything for a flow as it stands. */
  readonly isFor: (flow: FlowRow) => boolean;
  /** What is asked before, of so many flows; undefined where it is done at once, since it can be undone as quickly. */
  readonly question?: (count: string) => string;
  readonly run: (flowId: string) => Promise<unknown>;
}
