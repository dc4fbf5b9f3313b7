import { compileCriteria } from '../../../criteria/index.ts';
import type { ListBranchAction } from '../../definition/index.ts';
import { prepareSubject } from '../../engine/index.ts';
import type { ActionType } from '../action-type.ts';

/**
 * LIST_BRANCH, "if/then": the first branch whose filters the enrolled record meets, in order; else the default. Without a
 * default, a record that meets none has come to the end of its path. A branch without filters is met by nobody.
 */
export const listBranch: ActionType<ListBranchAction> = {
  id: 'LIST_BRANCH',
  name: 'Branch on filters',
  runsWhileOff: true,
  compile: (action, { schema, timeZone, objectTypeId }) => {
    const context = {
      objectTypeId,
      timeZone,
      propertyOf: (typeId: string, name: string) => schema.properties(typeId).get(name),
    };
    const branches = action.listBranches.map(({ branchName, connection, filterBranch }, index) => ({
      name: branchName ?? `branch ${index + 1}`,
      connection,
      criteria: filterBranch ? compileCriteria(filterBranch, context) : null,
    }));
    return (run) => {
      for (const { name, connection, criteria } of branches) {
        if (!criteria) continue;
        const prepared = prepareSubject(criteria.reads, run.record, run.workspace);
        if (prepared.kind === 'needs') return prepared;
        if (criteria.met(prepared.subject, run.now))
          return { kind: 'done', connection, detail: { branch: name } };
      }
      return {
        kind: 'done',
        connection: action.defaultBranch,
        detail: { branch: action.defaultBranchName ?? 'default' },
      };
    };
  },
};
