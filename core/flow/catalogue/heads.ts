import type { ActionHead } from './entry.ts';
import { HEADS } from './generated-heads.ts';

/** What a graph and a menu show of every type that runs here. */
export const ACTION_HEADS: readonly ActionHead[] = HEADS;

const byId = new Map(HEADS.map((head) => [head.id, head]));

/** The head of a type that runs here, by `actionTypeId` or kind of node; of others, `elsewhere` tells the name. */
export function actionHead(id: string): ActionHead | undefined {
  return byId.get(id);
}
