import type { ListedFlow, OverviewFlow } from '../api/index.ts';

/** A row of the table. What goes on in deleted flows is not told. */
export interface FlowRow extends ListedFlow, Partial<Omit<OverviewFlow, keyof ListedFlow>> {
  readonly isPaused: boolean;
}

export const nameOf = ({ name, id }: Pick<FlowRow, 'name' | 'id'>): string => name || `Flow ${id}`;
