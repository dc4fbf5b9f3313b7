import type { ActionEntry } from './entry.ts';
import { CATALOGUE } from './generated.ts';

const byId = new Map(CATALOGUE.map((entry) => [entry.id, entry]));

/** The entry of a type that runs here, by `actionTypeId` or kind of node; of others, `elsewhere` tells the name. */
export function actionEntry(id: string): ActionEntry | undefined {
  return byId.get(id);
}
