import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { sayCriteria } from '../../core/criteria/sentences/index.ts';
import { CrmSchema, schemaNames } from '../../core/crm/index.ts';
import { ACTION_TYPES, type ActionType, type Example } from '../../core/flow/index.ts';
import {
  joined,
  type Names,
  NO_NAMES,
  sayAction,
  sayLanes,
  saySettings,
} from '../../core/flow/sentences/index.ts';
import { ROOT, table } from './write.ts';

const CORPUS = 'core/flow/definition/corpus';

type Body = Readonly<Record<string, unknown>>;

/** Properties and object types have the words of a new account; lists, forms and all else their ids. */
const names: Names = {
  ...NO_NAMES,
  ...schemaNames(
    new CrmSchema({ objectTypes: [], properties: [], groups: [], associationTypes: [], pipelines: [] }),
  ),
};

/** The examples of every type of action, each once, as they are said. */
export function actionSentences(): string {
  const rows = ACTION_TYPES.flatMap((type) => {
    const said = new Set(type.examples.map((example) => exampleSentence(type, example)));
    return [...said].map((sentence, index) => [index === 0 ? `\`${type.id}\`` : '', cell(sentence)]);
  });
  return table(['type', 'sentence'], rows);
}

function exampleSentence({ id }: ActionType, { action, objectTypeId = '0-1', anchor }: Example): string {
  const isNode = !/^\d+-\d+$/.test(id);
  const body = {
    actionId: '1',
    ...(isNode ? { type: id } : { type: 'SINGLE_CONNECTION', actionTypeId: id }),
    ...action,
  };
  return joined(sayAction(body, { objectTypeId, eventAnchor: anchor }, names));
}

/** Whole flows, rule by rule and action by action. */
export function flowSentences(): string {
  return readdirSync(path.join(ROOT, CORPUS))
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => flowSaid(file, JSON.parse(readFileSync(path.join(ROOT, CORPUS, file), 'utf8'))))
    .join('\n\n');
}

function flowSaid(file: string, flow: Body): string {
  const rules = saySettings(flow, names).map(({ label, parts }) => `- ${label}: ${cell(joined(parts))}`);
  const actions = Array.isArray(flow['actions']) ? (flow['actions'] as Body[]) : [];
  const lines = actions.flatMap((action) => [
    `- \`${String(action['actionId'])}\` ${cell(joined(sayAction(action, flow, names)))}`,
    ...sayLanes(action, flow, names).map(({ name, parts }) => `  - ${cell(name)}: ${cell(joined(parts))}`),
  ]);
  return [`### ${file.replace('.json', '')}`, '', ...rules, ...lines].join('\n');
}

/** Groups and what stands in them, for the page of the sentences. */
export function groupSentence(): string {
  const is = (property: string, value: string) => ({
    filterType: 'PROPERTY',
    property,
    operation: { operationType: 'STRING', operator: 'IS_EQUAL_TO', value },
  });
  const either = { filterBranchType: 'OR', filters: [is('country', 'DE'), is('country', 'AT')] };
  const tree = { filterBranchType: 'AND', filters: [is('lifecyclestage', 'lead')], filterBranches: [either] };
  return `> ${joined(sayCriteria(tree, names, { objectTypeId: '0-1' }))}`;
}

/** Markdown reads neither stars nor angle brackets in it. */
function cell(sentence: string): string {
  return sentence.replace(/[*_<>]/g, (character) => `\\${character}`);
}
