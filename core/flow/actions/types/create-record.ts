import {
  checkProperties,
  type ObjectType,
  type PropertyValues,
  withStartingStage,
} from '../../../crm/index.ts';
import { type Problem, quote } from '../../../problem/index.ts';
import type { SingleConnectionAction } from '../../definition/index.ts';
import { type Outcome, RECORD_IDS, type RunContext } from '../../engine/index.ts';
import { resolveValue } from '../../values/index.ts';
import { type ActionProblem, type CompileContext, internal, misconfigured } from '../action-type.ts';
import { flag, type Given, newAssociations, newProperties, objectType, said } from '../fields.ts';
import { atMember, foreseenOf, writtenOut } from '../parts/foreseen-values.ts';
import { loopPrevented, MAKING_REASONS, makeRecord } from '../parts/make-record.ts';
import { foreseenLinks, linkPlan } from '../parts/record-links.ts';
import { sayCreateRecord } from './create-record.say.ts';

const fields = {
  object_type_id: said(objectType('Object type'), 'The type of the new record.'),
  properties: said(newProperties('Properties'), 'Properties of the new record, each with its value.', {
    of: ['object_type_id'],
  }),
  associations: said(newAssociations('Associated with'), 'Records that the new one is associated with.', {
    of: ['object_type_id'],
  }),
  use_explicit_associations: said(
    flag('Only these associations'),
    'The new record is not associated with the enrolled one, unless it is named.',
  ),
};
type Fields = Given<typeof fields>;

export const createRecord = internal({
  id: '0-14',
  say: sayCreateRecord,
  name: 'Create record',
  says:
    'Makes a record of `object_type_id` with `properties`, linked by `associations`, and, unless `use_explicit_associations`, to the ' +
    'enrolled one. Where its type has pipelines, it begins in the first stage of the default one unless told otherwise. A record that ' +
    'this flow itself has created does not create again: the step is skipped, which ends the loop.',
  summary: 'Makes a new record and associates it with this one.',
  icon: 'file-plus',
  group: 'CRM',
  outputs: [{ key: 'hs_object_id', says: 'The id of the new record.' }],
  reasons: {
    ...MAKING_REASONS,
    UNIQUE_VALUE_TAKEN: 'Another record has the value of a unique property.',
  },
  fields,
  compile: (read, action: SingleConnectionAction, context) => {
    const type = context.schema.objectType(read.object_type_id);
    if (!type) return misconfigured([unknownType(read.object_type_id)]);
    const plan = linkPlan(read.associations, read.use_explicit_associations, type, context);
    if (!plan.ok) return misconfigured(plan.problems);
    return (run) => {
      const prevented = loopPrevented(run, context);
      if (prevented) return prevented;
      const values = resolveProperties(run, type, read, context);
      if (values.kind !== 'values') return values;
      return makeRecord(run, action.connection, { type, values: values.values, links: plan.links }, context);
    };
  },
  foresee: (read, _, context) => foreseen(read, context),
  examples: [
    {
      shows: 'A ticket, linked to the enrolled contact.',
      action: {
        fields: {
          object_type_id: '0-5',
          properties: [
            {
              targetProperty: 'subject',
              value: { type: 'STATIC_VALUE', staticValue: 'Call {{ enrolled_object.firstname }}' },
            },
          ],
        },
      },
      properties: { firstname: 'Ada' },
      known: [{ ask: { kind: 'reservation', pool: RECORD_IDS, claim: '1:1:1' }, answer: '301' }],
      outcome: {
        outcome: 'SUCCEEDED',
        next: '2',
        outputs: { hs_object_id: '301' },
        detail: {
          objectTypeId: '0-5',
          recordId: '301',
          associations: [{ objectTypeId: '0-1', id: '101' }],
        },
      },
    },
    {
      shows: 'A record that the flow itself has made makes no other: the loop ends.',
      action: { fields: { object_type_id: '0-5' } },
      isOwnRecord: true,
      outcome: { outcome: 'SKIPPED', reason: 'LOOP_PREVENTED', next: '2', changes: [] },
    },
    {
      shows: 'A contact whose address another contact has.',
      action: {
        fields: {
          object_type_id: '0-1',
          properties: [
            { targetProperty: 'email', value: { type: 'STATIC_VALUE', staticValue: 'ada@example.test' } },
          ],
        },
      },
      known: [
        {
          ask: { kind: 'uniqueValue', objectTypeId: '0-1', property: 'email', value: 'ada@example.test' },
          answer: '5',
        },
      ],
      outcome: { outcome: 'FAILED', reason: 'UNIQUE_VALUE_TAKEN', next: '2', changes: [] },
    },
    {
      shows: 'A company to link to that is not there.',
      action: {
        fields: {
          object_type_id: '0-5',
          properties: [{ targetProperty: 'subject', value: { type: 'STATIC_VALUE', staticValue: 'Call' } }],
          associations: [
            {
              target: { associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 339 },
              value: { type: 'STATIC_VALUE', staticValue: '404' },
            },
          ],
        },
      },
      outcome: { outcome: 'FAILED', reason: 'ASSOCIATED_RECORD_NOT_FOUND', next: '2', changes: [] },
    },
    {
      shows: 'An association type that leads to companies takes no contact.',
      action: {
        fields: {
          object_type_id: '0-5',
          associations: [
            {
              target: { associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 339 },
              value: { type: 'ENROLLED_OBJECT' },
            },
          ],
        },
      },
      outcome: { outcome: 'FAILED', reason: 'INVALID_CONFIGURATION', next: '2', changes: [] },
    },
    {
      shows: 'An object type that is not there: every run fails, and the record goes on.',
      action: { fields: { object_type_id: '2-99' } },
      outcome: { outcome: 'FAILED', reason: 'INVALID_CONFIGURATION', next: '2', changes: [] },
    },
  ],
});

/** Literal values are checked as when the record is made; values from the enrolled record count as given. */
function foreseen(read: Fields, context: CompileContext): ActionProblem[] {
  const { schema } = context;
  const type = schema.objectType(read.object_type_id)!;
  const known: Record<string, string | null> = {};
  const toCome = new Set<string>();
  const places = new Map<string, string>();
  const problems: ActionProblem[] = [];
  for (const [index, { targetProperty: name, value }] of read.properties.entries()) {
    const path = `fields.properties[${index}]`;
    places.set(name, path);
    const text = writtenOut(value);
    if (text === undefined) toCome.add(name);
    else known[name] = text === '' ? null : text;
    const property = schema.properties(type.id).get(name);
    if (property) problems.push(...foreseenOf(value, property, `${path}.value`, context));
  }
  const { pipelineProperty = '', stageProperty = '' } = type.pipeline ?? {};
  const staged = toCome.has(pipelineProperty) || toCome.has(stageProperty);
  if (staged) {
    delete known[pipelineProperty];
    delete known[stageProperty];
    toCome.add(pipelineProperty).add(stageProperty);
  }
  const checked = checkProperties(
    schema,
    type,
    staged ? known : withStartingStage(schema, type, known),
    'create',
  );
  return [
    ...(checked.ok ? [] : placed(checked.problems, toCome, places)),
    ...problems,
    ...foreseenLinks(read.associations),
  ];
}

const NAMES_AT_FAULT = new Set(['PROPERTY_DOESNT_EXIST', 'READ_ONLY_VALUE']);

/** Problems with properties, at the naming members. */
function placed(
  problems: readonly Problem[],
  toCome: ReadonlySet<string>,
  places: ReadonlyMap<string, string>,
): ActionProblem[] {
  return problems.flatMap((problem) => {
    const name = problem.path.replace(/^properties\./, '');
    if (toCome.has(name)) return [];
    const place = places.get(name);
    const member = NAMES_AT_FAULT.has(problem.code) ? 'targetProperty' : 'value';
    const path = place === undefined ? 'fields.properties' : `${place}.${member}`;
    return [atMember(path, problem)];
  });
}

type Values =
  | { readonly kind: 'values'; readonly values: PropertyValues }
  | Extract<Outcome, { kind: 'failed' | 'needs' }>;

function resolveProperties(run: RunContext, type: ObjectType, read: Fields, context: CompileContext): Values {
  const input: Record<string, string | null> = {};
  const definitions = context.schema.properties(type.id);
  for (const { targetProperty, value } of read.properties) {
    const property = definitions.get(targetProperty);
    const resolved = resolveValue(
      value,
      run,
      context.timeZone,
      property ? { property, current: null } : undefined,
    );
    if (resolved.kind !== 'value') return resolved;
    input[targetProperty] = resolved.value;
  }
  return { kind: 'values', values: input };
}

function unknownType(id: string) {
  return {
    path: 'fields.object_type_id',
    code: 'UNKNOWN_OBJECT_TYPE',
    message: `fields.object_type_id ${quote(id)} is not an object type of this account.`,
  };
}
