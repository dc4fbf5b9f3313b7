import { askKind } from './ask-kind.ts';

/** The live records that hold a value of a property, in canonical form. */
export interface HoldersAsk {
  readonly kind: 'holders';
  readonly objectTypeId: string;
  readonly property: string;
  readonly value: string;
}

/** Holders that are told of; one more says that there are more. */
export const HOLDERS_MAX = 1_000;

/** Their ids, the lowest first. */
export const holders = askKind<HoldersAsk, readonly string[]>(
  'holders',
  ({ objectTypeId, property, value }) => `${objectTypeId} ${property} ${value}`,
  () => [],
);
