import { type Ask, type AskOf, distinctAsks, type Workspace } from '@millrace/core/flow';
import type { AccountId } from '../accounts/index.ts';
import type { Db } from '../platform/index.ts';
import { isLoaded, type LoadedKind, type Loader } from './loader.ts';
import { LOADERS } from './loaders.ts';

/**
 * Answers the asks of steps or criteria into the workspace, each kind with a constant number of statements for any number of
 * asks. Known answers are not loaded again, and asks of other kinds are left alone.
 */
export async function answerAsks(
  db: Db,
  account: AccountId,
  workspace: Workspace,
  asks: readonly Ask[],
): Promise<void> {
  const open = distinctAsks(asks.filter(isLoaded)).filter((ask) => workspace.answer(ask) === undefined);
  const kinds = [...Map.groupBy(open.filter(isLoaded), ({ kind }) => kind)];
  await Promise.all(
    kinds.map(([kind, asked]) => answerKind(kind, db, account, workspace, asked as AskOf<typeof kind>[])),
  );
}

async function answerKind<K extends LoadedKind>(
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
