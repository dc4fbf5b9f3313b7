import type { AnswerOf, AskKindName, AskOf } from '@millrace/core/flow';
import type { AccountId } from '../accounts/index.ts';
import type { Db } from '../platform/index.ts';

/** Loads the answers to distinct asks of one kind, in their order, with a constant number of statements. */
export type Loader<Kind extends AskKindName> = (
  db: Db,
  account: AccountId,
  asks: readonly AskOf<Kind>[],
) => Promise<readonly AnswerOf<Kind>[]>;
