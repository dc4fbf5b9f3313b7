import { compileCriteria } from '../../../criteria/index.ts';
import { DEFAULT_WAY, type ListBranchAction, wayMember } from '../../definition/index.ts';
import { prepareSubject } from '../../engine/index.ts';
import { internal } from '../action-type.ts';
import { asksRecordAlone } from '../parts/asks-record-alone.ts';
import { sayListBranch } from './list-branch.say.ts';

const toCustomers = {
  listBranches: [
    {
      branchName: 'Customers',
      filterBranch: {
        filterBranchType: 'AND',
        filters: [
          {
            filterType: 'PROPERTY',
            property: 'lifecyclestage',
            operation: { operationType: 'ENUMERATION', operator: 'IS_ANY_OF', values: ['customer'] },
          },
        ],
      },
      connection: { edgeType: 'STANDARD', nextActionId: '2' },
    },
  ],
};

export const listBranch = internal({
  id: 'LIST_BRANCH',
  say: sayListBranch,
  name: 'Branch on filters',
  says:
    'If/then: the first branch whose filters the enrolled record meets, in their order; else the default. Without a default, a ' +
    'record that meets none has come to the end of its path. No record meets a branch without filters.',
  summary: 'Sends each record down the first branch whose filters it meets.',
  icon: 'split',
  group: 'BRANCHES',
  branches: { member: 'listBranches', hasDefault: true },
  members: {
    listBranches: {
      kind: 'filterBranches',
      label: 'Branches',
      help: 'Each with a name and filters; a record goes down the first whose filters it meets.',
      isRequired: true,
    },
    defaultBranchName: {
      kind: 'name',
      label: 'Name of the default branch',
      help: 'Where records go that meet the filters of no branch.',
      isRequired: false,
    },
  },
  isFlowControl: true,
  fields: {},
  staysWithRecord: (_, { listBranches }: ListBranchAction, context) =>
    listBranches.every(({ filterBranch }) => !filterBranch || asksRecordAlone(filterBranch, context)),
  compile: (_, action: ListBranchAction, { schema, timeZone, objectTypeId }) => {
    const context = {
      objectTypeId,
      timeZone,
      propertyOf: (typeId: string, name: string) => schema.properties(typeId).get(name),
    };
    const branches = action.listBranches.map(({ branchName, connection, filterBranch }, index) => ({
      name: branchName ?? `branch ${index + 1}`,
      member: wayMember('listBranches', index),
      connection,
      criteria: filterBranch ? compileCriteria(filterBranch, context) : null,
    }));
    return (run) => {
      for (const { name, member, connection, criteria } of branches) {
        if (!criteria) continue;
        const prepared = prepareSubject(criteria.reads, run.record, run.workspace);
        if (prepared.kind === 'needs') return prepared;
        if (criteria.met(prepared.subject, run.now))
          return { kind: 'done', connection, detail: { branch: name, member } };
      }
      return {
        kind: 'done',
        connection: action.defaultBranch,
        detail: { branch: action.defaultBranchName ?? 'default', member: DEFAULT_WAY },
      };
    };
  },
  examples: [
    {
      shows: 'A record that meets the filters of a branch goes there.',
      action: toCustomers,
      properties: { lifecyclestage: 'customer' },
      outcome: {
        outcome: 'SUCCEEDED',
        next: '2',
        detail: { branch: 'Customers', member: 'listBranches[0].connection' },
      },
    },
    {
      shows: 'A record that meets none goes by the default.',
      action: {
        ...toCustomers,
        defaultBranchName: 'Others',
        defaultBranch: { edgeType: 'STANDARD', nextActionId: '3' },
      },
      properties: { lifecyclestage: 'lead' },
      outcome: { outcome: 'SUCCEEDED', next: '3', detail: { branch: 'Others', member: 'defaultBranch' } },
    },
    {
      shows: 'Without a default, its path ends.',
      action: toCustomers,
      outcome: { outcome: 'SUCCEEDED', next: null, detail: { branch: 'default', member: 'defaultBranch' } },
    },
  ],
});
