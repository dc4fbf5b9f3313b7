import { type Ask, type AskKindName, type AskOf, distinctAsks, type Workspace } from '@millrace/core/flow';
import type { AccountId } from '../accounts/index.ts';
import type { Db } from '../platform/index.ts';
import type { Loader } from './loader.ts';
import { LOADERS } from './loaders.ts';

/**
 * Answers the asks of steps or criteria into the workspace, each kind with a constant number of statements for any number of
 * asks. Known answers are not loaded again.
 */
export async function answerAsks(
  db: Db,
  account: AccountId,
  workspace: Workspace,
  asks: readonly Ask[],
): Promise<void> {
  const open = distinctAsks(asks).filter((ask) => workspace.answer(ask) === undefined);
  const kinds = [...Map.groupBy(open, ({ kind }) => kind)];
  await Promise.all(
    kinds.map(([kind, asked]) => answerKind(kind, db, account, workspace, asked as AskOf<typeof kind>[])),
  );
}

async function answerKind<K extends AskKindName>(
  kind: K,
  db: Db,
  account: AccountId,
  workspace: Workspace,
  asks: readonly AskOf<K>[],
): Promise<void> {
  const load = LOADERS[kind] as Loader<K>;
  const answers = await load(db, account, asks);
  asks.forEach((ask, index) => {
    workspace.keep<AskOf<K>>(ask, answers[index]!);
  });
}
