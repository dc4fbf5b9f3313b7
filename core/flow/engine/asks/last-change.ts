import { askKind } from './ask-kind.ts';

/**
 * The last change that was written by now. Of a record that is held for writing, all that comes after it is numbered higher, and nothing that
 * was before.
 */
export interface LastChangeAsk {
  readonly kind: 'lastChange';
}

export const lastChange = askKind<LastChangeAsk, string>(
  'lastChange',
  () => '',
  () => '0',
);
