import type { ActionEntry } from '@millrace/core/catalogue';
import type { Raw, RawObject } from '../../flow-body/index.ts';

/** What a new action starts with, besides what its type says of itself. */
const STARTS: Readonly<Record<string, RawObject>> = {
  '0-1': { fields: { delta: '1', time_unit: 'DAYS' } },
  '0-5': { fields: { value: { type: 'STATIC_VALUE', staticValue: '' } } },
  '0-14': {
    fields: {
      object_type_id: '0-5',
      properties: [],
      associations: [
        {
          target: { associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 16 },
          value: { type: 'ENROLLED_OBJECT' },
        },
      ],
      use_explicit_associations: 'true',
    },
  },
  LIST_BRANCH: {
    listBranches: [{ branchName: 'Branch 1', filterBranch: {} }],
    defaultBranchName: 'None of these',
  },
  STATIC_BRANCH: { staticBranches: [], defaultBranchName: 'Any other value' },
  AB_TEST_BRANCH: { testBranches: [{ percentage: 50 }, { percentage: 50 }] },
  WEBHOOK: { method: 'POST', webhookUrl: '', queryParams: [] },
  CUSTOM_CODE: {
    runtime: 'NODE20X',
    sourceCode: [
      'exports.main = async (event, callback) => {',
      '  const { email } = event.inputFields;',
      '  callback({ outputFields: { known: email !== undefined } });',
      '};',
      '',
    ].join('\n'),
    inputFields: [],
    outputFields: [],
    secretNames: [],
  },
};

/** An action as it is first put into a flow: its type, and what has but one value. */
export function newAction(entry: ActionEntry, id: string): RawObject {
  if (entry.node !== 'SINGLE_CONNECTION') return { type: entry.node, actionId: id, ...STARTS[entry.id] };
  const given = entry.members.flatMap(({ kind, name, isRequired, choices }): [string, Raw][] => {
    if (kind === 'record') return [[name, '{{ enrolled_object }}']];
    return kind === 'choice' && isRequired && choices?.[0] ? [[name, choices[0]]] : [];
  });
  const { fields = {} } = (STARTS[entry.id] ?? {}) as { fields?: RawObject };
  return {
    type: 'SINGLE_CONNECTION',
    actionId: id,
    actionTypeId: entry.id,
    actionTypeVersion: entry.versions.at(-1) ?? 0,
    fields: { ...Object.fromEntries(given), ...fields },
  };
}
