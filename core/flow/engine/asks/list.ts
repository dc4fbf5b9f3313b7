import { askKind } from './ask-kind.ts';

/** What a list is, by its id. */
export interface ListAsk {
  readonly kind: 'list';
  readonly list: string;
}

/** What an action must know of a list. */
export interface ListFacts {
  readonly objectTypeId: string;
  /** Whether its members are put in by hand, or kept by its filters. */
  readonly keptBy: 'hand' | 'filters';
}

/** Null when there is no list of the id. */
export const list = askKind<ListAsk, ListFacts | null>(
  'list',
  ({ list }) => list,
  () => null,
);
