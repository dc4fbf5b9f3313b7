import { readAccount } from '../accounts/index.ts';
import type { CodeOf } from '../performers/index.ts';
import type { Db } from '../platform/index.ts';
import { loadRevisions } from './programs.ts';

/** The code of actions, from the cache of compiled revisions: a process reads each revision once. */
export function codeOf(db: Db): CodeOf {
  return async (accountId, wanted) => {
    const revisions = new Map(wanted.map((each) => [`${each.flowId}/${each.revisionId}`, each]));
    const programs = await loadRevisions(db, await readAccount(db, accountId), [...revisions.values()]);
    const found = new Map(programs.map((program) => [`${program.flowId}/${program.revisionId}`, program]));
    return wanted.map(({ flowId, revisionId, actionId }) => {
      const actions = found.get(`${flowId}/${revisionId}`)?.definition.actions ?? [];
      return actions.find((action) => action.type === 'CUSTOM_CODE' && action.actionId === actionId) as
        | Extract<(typeof actions)[number], { type: 'CUSTOM_CODE' }>
        | undefined;
    });
  };
}
