import { DEFAULT_WAY, type StaticBranchAction, wayMember } from '../../definition/index.ts';
import { readsRecordAlone, resolveValue } from '../../values/index.ts';
import { internal } from '../action-type.ts';
import { sayStaticBranch } from './static-branch.say.ts';

const byStage = {
  inputValue: { type: 'OBJECT_PROPERTY', propertyName: 'lifecyclestage' },
  staticBranches: [
    { branchValue: 'customer', connection: { edgeType: 'STANDARD', nextActionId: '2' } },
    { branchValue: 'lead', connection: { edgeType: 'STANDARD', nextActionId: '3' } },
  ],
};

export const staticBranch = internal({
  id: 'STATIC_BRANCH',
  say: sayStaticBranch,
  name: 'Branch on a value',
  says: 'The first branch whose text is the value, else the default. Without a default, a value that equals none ends the path.',
  summary: 'Sends each record down the branch whose value it has.',
  icon: 'split',
  group: 'BRANCHES',
  branches: { member: 'staticBranches', hasDefault: true },
  members: {
    inputValue: {
      kind: 'value',
      label: 'Value',
      help: 'A property of the record, or what an earlier action gave.',
      isRequired: true,
    },
    staticBranches: {
      kind: 'valueBranches',
      label: 'Branches',
      help: 'One for each value that is to go its own way.',
      isRequired: true,
      of: ['inputValue'],
    },
    defaultBranchName: {
      kind: 'name',
      label: 'Name of the default branch',
      help: 'Where records go whose value has no branch.',
      isRequired: false,
    },
  },
  isFlowControl: true,
  fields: {},
  staysWithRecord: (_, { inputValue }: StaticBranchAction) => !inputValue || readsRecordAlone(inputValue),
  compile: (_, action: StaticBranchAction, { timeZone }) => {
    // The first of two branches with one value counts.
    const byValue = new Map(
      [...action.staticBranches.entries()]
        .reverse()
        .map(([index, { branchValue, connection }]) => [
          branchValue,
          { connection, member: wayMember('staticBranches', index) },
        ]),
    );
    const byDefault = { branch: 'default', member: DEFAULT_WAY };
    return (context) => {
      if (!action.inputValue) return { kind: 'done', connection: action.defaultBranch, detail: byDefault };
      const resolved = resolveValue(action.inputValue, context, timeZone);
      if (resolved.kind !== 'value') return resolved;
      const value = resolved.value ?? '';
      const way = byValue.get(value);
      return way
        ? { kind: 'done', connection: way.connection, detail: { branch: value, member: way.member, value } }
        : { kind: 'done', connection: action.defaultBranch, detail: { ...byDefault, value } };
    };
  },
  examples: [
    {
      shows: 'The branch of the value.',
      action: byStage,
      properties: { lifecyclestage: 'lead' },
      outcome: {
        outcome: 'SUCCEEDED',
        next: '3',
        detail: { branch: 'lead', member: 'staticBranches[1].connection', value: 'lead' },
      },
    },
    {
      shows: 'A value that equals none ends the path where there is no default.',
      action: byStage,
      properties: { lifecyclestage: 'subscriber' },
      outcome: {
        outcome: 'SUCCEEDED',
        next: null,
        detail: { branch: 'default', member: 'defaultBranch', value: 'subscriber' },
      },
    },
  ],
});
