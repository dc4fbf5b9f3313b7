import { askKind } from './ask-kind.ts';

/** The holder of a value of a unique property. */
export interface UniqueValueAsk {
  readonly kind: 'uniqueValue';
  readonly objectTypeId: string;
  readonly property: string;
  readonly value: string;
}

/** Its id; null when no record holds the value. */
export const uniqueValue = askKind<UniqueValueAsk, string | null>(
  'uniqueValue',
  ({ objectTypeId, property, value }) => `${objectTypeId} ${property} ${value}`,
  () => null,
);
