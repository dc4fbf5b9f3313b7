import {
  ACTION_TYPES,
  type ActionType,
  ELSEWHERE,
  type Elsewhere,
  type Example,
  type FieldKind,
} from '../../core/flow/index.ts';
import { type GeneratedFile, table } from './write.ts';

const FOLDER = 'docs/actions';

/** Characters of an answer that an example shows. */
const ANSWER_SHOWN_MAX = 160;

const KINDS: Readonly<Record<FieldKind, string>> = {
  action: 'id of an earlier action of the flow',
  addresses: 'list of mail addresses',
  association: 'association type: `{associationCategory, associationTypeId}`',
  associations: 'list of `{target, value}`: an association type, and what to link to',
  choice: 'one of a few',
  daysOfWeek: 'list of days, such as `["FRIDAY"]`',
  email: 'id of a marketing email',
  events: 'list of `UNIFIED_EVENTS` branches, as in the enrollment by events',
  flag: 'truth, as text or not',
  flow: 'id of a flow',
  html: 'HTML; values of its tokens are escaped',
  list: 'id of a list',
  matchedProperty: 'name of a property with its object type, such as `0-2/domain`',
  objectType: 'object type, such as `0-5`',
  ownerAssignment:
    '`{"type": "CUSTOM", "value": {…}}` with a value object that gives the id of an owner, or `{"type": "UNASSIGNED"}`',
  ownerProperties: 'list of names of properties with owners, such as `["hubspot_owner_id"]`',
  properties: 'list of `{targetProperty, value}`',
  property: 'name of a property',
  propertyOfOther: 'name of a property',
  record: '`{{ enrolled_object }}`',
  subscription: 'id of a subscription type',
  teams: 'list of ids of teams',
  text: 'text, with tokens such as `{{ enrolled_object.firstname }}`',
  timeDelay:
    '`{delta, timeUnit, timeOfDay, daysOfWeek}`: from now on, in the zone of the account, on to one of these days',
  timeOfDay: '`{hour, minute}` in the zone of the account',
  users: 'list of ids of users',
  value: 'value object: `{"type": "STATIC_VALUE", "staticValue": "…"}`, `{"type": "OBJECT_PROPERTY", …}`, …',
  wholeNumber: 'whole number, as text or not',
};

/** A page for each type of action that runs, and their list. */
export function actionPages(): GeneratedFile[] {
  const pages = ACTION_TYPES.map((type) => ({
    path: `${FOLDER}/${fileOf(type)}`,
    render: () => pageOf(type),
  }));
  return [{ path: `${FOLDER}/README.md`, render: listOfPages }, ...pages];
}

function fileOf({ id }: ActionType): string {
  return `${id.toLowerCase().replaceAll('_', '-')}.md`;
}

function listOfPages(): string {
  const types = [...ACTION_TYPES].sort(
    (a, b) => a.group.localeCompare(b.group) || a.name.localeCompare(b.name),
  );
  const rows = types.map((type) => [`[${type.name}](${fileOf(type)})`, `\`${type.id}\``, type.group]);
  return `# Actions

The types of actions that run. Each page is made of the type itself, and its examples are its tests.

${table(['action', 'type', 'group'], rows)}

## Elsewhere

Every other type is kept as it came, flagged by lint, and skipped at run time with \`ACTION_NOT_SUPPORTED\` and a message that says what helps; one
that waits holds instead. These are known by name:

${table(['action', 'type', 'why it does not run here', 'what helps'], ELSEWHERE.map(elsewhereRow))}
`;
}

function elsewhereRow({ id, name, why, helps }: Elsewhere): string[] {
  return [name, `\`${id}\``, why, helps];
}

function pageOf(type: ActionType): string {
  return `${[
    `# ${type.name}`,
    `\`${type.id}\` · ${type.group} · ${facts(type).join(' · ')}`,
    type.says,
    ...fieldsOf(type),
    ...outputsOf(type),
    ...reasonsOf(type),
    '## Examples',
    'The enrolled record has the id 101, it is Monday, 2 March 2026, 09:00 UTC, and the connection leads to action 2.',
    ...type.examples.map(exampleOf),
  ].join('\n\n')}\n`;
}

function facts({ kind, isFlowControl, waits, objectTypeIds, retry }: ActionType): string[] {
  const hours = (ms: number) => ms / 3_600_000;
  return [
    kind === 'internal' ? 'internal: exactly once, with its step' : 'external: at least once',
    isFlowControl
      ? 'goes on in a flow that is turned off, and outside its hours'
      : 'skipped in a flow that is turned off',
    ...(waits ? ['waits'] : []),
    ...(objectTypeIds ? [`offered to flows over ${objectTypeIds.join(', ')}`] : []),
    ...(retry
      ? [
          `tried again after ${retry.firstGapMs / 60_000} min, doubling to ${hours(retry.gapMaxMs)} h, for ${hours(retry.giveUpMs)} h`,
        ]
      : []),
  ];
}

function fieldsOf({ fields }: ActionType): string[] {
  const rows = Object.entries(fields).map(([name, { label, help, kind, isRequired, choices }]) => [
    `\`${name}\``,
    help === undefined ? label : `${label}. ${help}`,
    choices ? choices.map((choice) => `\`${choice}\``).join(', ') : KINDS[kind],
    isRequired ? 'yes' : '',
  ]);
  return rows.length === 0
    ? []
    : ['## Fields', table(['field', 'for people', 'what it is', 'required'], rows)];
}

function outputsOf({ outputs }: ActionType): string[] {
  if (outputs.length === 0) return [];
  return [
    '## Outputs',
    table(
      ['key', 'what it is'],
      outputs.map(({ key, says }) => [`\`${key}\``, says]),
    ),
  ];
}

function reasonsOf({ reasons }: ActionType): string[] {
  const rows = Object.entries(reasons).map(([reason, says = '']) => [`\`${reason}\``, says]);
  if (rows.length === 0) return [];
  return [
    '## Why it fails, is skipped or holds',
    `${table(['reason', 'when'], rows)}\n\nBesides, \`INVALID_CONFIGURATION\` when its fields cannot be read, and the reasons of values and properties.`,
  ];
}

function exampleOf({
  shows,
  action,
  objectTypeId,
  properties,
  known = [],
  results,
  outcome,
}: Example): string {
  return [
    `### ${shows}`,
    json(action),
    ...(objectTypeId ? [`The record is of the object type \`${objectTypeId}\`.`] : []),
    ...(properties ? [`Its properties: \`${JSON.stringify(properties)}\``] : []),
    ...known.map(({ ask, answer }) => `Known: \`${short(ask)}\` → \`${short(answer)}\``),
    ...(results ? [`What came back: \`${short(results)}\``] : []),
    `What comes of it:\n\n${json(outcome)}`,
  ].join('\n\n');
}

function json(value: unknown): string {
  return `\`\`\`json\n${JSON.stringify(value, null, 2)}\n\`\`\``;
}

function short(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length <= ANSWER_SHOWN_MAX ? text : `${text.slice(0, ANSWER_SHOWN_MAX)} …`;
}
