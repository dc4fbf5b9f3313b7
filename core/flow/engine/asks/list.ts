import { askKind } from './ask-kind.ts';

/** A list, by its id. */
export interface ListAsk {
  readonly kind: 'list';
  readonly list: string;
}

/** An action's knowledge of a list. */
export interface ListFacts {
  readonly objectTypeId: string;
  /** Whether its members come by hand or by its filters. */
  readonly keptBy: 'hand' | 'filters';
}

/** Null when no list has the id. */
export const list = askKind<ListAsk, ListFacts | null>(
  'list',
  ({ list }) => list,
  () => null,
);
