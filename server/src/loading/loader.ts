import type { AnswerOf, Ask, AskKindName, AskOf } from '@millrace/core/flow';
import type { AccountId } from '../accounts/index.ts';
import type { Db } from '../platform/index.ts';

/** The kinds of asks that rows answer. Whether a flow lets a record in, the rules of its door tell, to the right. */
export type LoadedKind = Exclude<AskKindName, 'admission'>;
export type LoadedAsk = Extract<Ask, { readonly kind: LoadedKind }>;

export function isLoaded(ask: Ask): ask is LoadedAsk {
  return ask.kind !== 'admission';
}

/** Loads the answers to distinct asks of one kind, in their order, with a constant number of statements. */
export type Loader<Kind extends AskKindName> = (
  db: Db,
  account: AccountId,
  asks: readonly AskOf<Kind>[],
) => Promise<readonly AnswerOf<Kind>[]>;
