import {
  type Ask,
  type AssociationValue,
  associationSpecSchema,
  associationValueSchema,
  type Outcome,
  type RunContext,
  resolveValue,
  type SingleConnectionAction,
  valueSchema,
  type Write,
} from '@millrace/core/flow';
import { quote } from '@millrace/core/problem';
import type { RecordRef } from '@millrace/core/record';
import { z } from 'zod';
import {
  type AssociationType,
  checkProperties,
  newRecord,
  type ObjectType,
  type PropertyValues,
} from '../crm/index.ts';
import { type ActionType, type CompileContext, misconfigured, withFields } from './action-type.ts';
import { associationFrom, unknownAssociation } from './association.ts';

/** Records that one run may link the new record to. */
const LINKS_MAX = 1_000;

const fields = z.object({
  object_type_id: z.string().min(1),
  properties: z.array(z.object({ targetProperty: z.string().min(1), value: valueSchema })).default([]),
  associations: z
    .array(z.object({ target: associationSpecSchema, value: associationValueSchema }))
    .default([]),
  use_explicit_associations: z.union([z.boolean(), z.enum(['true', 'false'])]).default('false'),
});
type Fields = z.infer<typeof fields>;

/**
 * `0-14` Create a record. Fields: `object_type_id`, `properties[]` {targetProperty, value}, `associations[]` {target, value},
 * `use_explicit_associations`: without it the new record is also linked to the enrolled one.
 * A record that this flow itself has created does not create again: the step is skipped, which ends the loop.
 */
export const createRecord: ActionType<SingleConnectionAction> = {
  id: '0-14',
  name: 'Create record',
  runsWhileOff: false,
  compile: (action, context) =>
    withFields(fields, action.fields, (read) => {
      const type = context.schema.objectType(read.object_type_id);
      if (!type) return misconfigured([unknownType(read.object_type_id)]);
      const plan = linkPlan(read, type, context);
      if (!plan.ok) return misconfigured(plan.problems);
      return (run) => {
        if (run.record.createdByFlow === context.flowId) {
          const message =
            'The enrolled record was created by this flow; creating from it again would never end.';
          return { kind: 'skipped', reason: 'LOOP_PREVENTED', message };
        }
        return create(run, action, type, read, plan.links, context);
      };
    }),
};

function create(
  run: RunContext,
  action: SingleConnectionAction,
  type: ObjectType,
  read: Fields,
  plan: readonly PlannedLink[],
  context: CompileContext,
): Outcome {
  const values = resolveProperties(run, type, read, context);
  if (values.kind !== 'values') return values;
  const asks = uniqueAsks(run, type, values.values, context);
  if (asks.kind !== 'free') return asks;
  const targets = linkTargets(run, plan, context);
  if (targets.kind !== 'targets') return targets;
  const id = run.workspace.peekRecordId();
  if (id === undefined) return { kind: 'needs', asks: [{ kind: 'recordId' }] };
  const record = newRecord(type, id, values.values, run.now, context.flowId);
  const links = targets.links.flatMap((link) => linkWrites(record, link, context));
  return {
    kind: 'done',
    connection: action.connection,
    writes: [{ kind: 'createRecord', record }, ...links],
    outputs: { hs_object_id: id },
    detail: {
      objectTypeId: type.id,
      recordId: id,
      associations: targets.links.map((link) => ({ ...link.to })),
    },
  };
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
  const checked = checkProperties(context.schema, type, input, 'create');
  if (checked.ok) return { kind: 'values', values: checked.value };
  const [first] = checked.problems;
  return {
    kind: 'failed',
    reason: first!.code,
    message: checked.problems.map((problem) => problem.message).join(' '),
  };
}

type Free = { readonly kind: 'free' } | Extract<Outcome, { kind: 'failed' | 'needs' }>;

function uniqueAsks(
  run: RunContext,
  type: ObjectType,
  values: PropertyValues,
  context: CompileContext,
): Free {
  const asks: Ask[] = [];
  for (const property of context.schema.uniqueProperties(type.id)) {
    const value = values[property];
    if (typeof value !== 'string') continue;
    const holder = run.workspace.uniqueHolder(type.id, property, value);
    if (holder === undefined) asks.push({ kind: 'uniqueValue', objectTypeId: type.id, property, value });
    else if (holder !== null) {
      const message = `A ${type.name} with the ${property} ${quote(value)} exists already: record ${holder}.`;
      return { kind: 'failed', reason: 'UNIQUE_VALUE_TAKEN', message };
    }
  }
  return asks.length > 0 ? { kind: 'needs', asks } : { kind: 'free' };
}

interface PlannedLink {
  readonly type: AssociationType;
  readonly value: AssociationValue;
  /** For COPY_ASSOCIATION: how the enrolled record is linked to those that the new one is to be linked to. */
  readonly source: AssociationType | undefined;
}

type Plan =
  | { readonly ok: true; readonly links: readonly PlannedLink[] }
  | { readonly ok: false; readonly problems: Parameters<typeof misconfigured>[0] };

function linkPlan(read: Fields, type: ObjectType, context: CompileContext): Plan {
  const links: PlannedLink[] = [];
  for (const [index, { target, value }] of read.associations.entries()) {
    const path = `fields.associations[${index}]`;
    const found = associationFrom(context.schema, target, type.id);
    if (!found) return { ok: false, problems: [unknownAssociation(target, type.id, `${path}.target`)] };
    const spec = value.type === 'COPY_ASSOCIATION' ? value.sourceSpec : undefined;
    const source = spec && associationFrom(context.schema, spec, context.objectTypeId);
    if (spec && !source)
      return {
        ok: false,
        problems: [unknownAssociation(spec, context.objectTypeId, `${path}.value.sourceSpec`)],
      };
    links.push({ type: found, value, source });
  }
  const explicit = String(read.use_explicit_associations) === 'true';
  const plain =
    explicit || links.length > 0
      ? undefined
      : context.schema.defaultAssociationType(type.id, context.objectTypeId);
  if (plain) links.push({ type: plain, value: { type: 'ENROLLED_OBJECT' }, source: undefined });
  return { ok: true, links };
}

interface Link {
  readonly type: AssociationType;
  readonly to: RecordRef;
}

type LinkTargets =
  | { readonly kind: 'targets'; readonly links: readonly Link[] }
  | Extract<Outcome, { kind: 'failed' | 'needs' }>;

function linkTargets(run: RunContext, plan: readonly PlannedLink[], context: CompileContext): LinkTargets {
  const links: Link[] = [];
  for (const { type, value, source } of plan) {
    const to = (id: string): Link => ({ type, to: { objectTypeId: type.toObjectTypeId, id } });
    if (value.type === 'ENROLLED_OBJECT') links.push(to(run.record.id));
    else if (value.type === 'COPY_ASSOCIATION') {
      const association = { category: source!.category, typeId: source!.typeId };
      const ids = run.workspace.world.associated(run.record, association);
      if (!ids) return { kind: 'needs', asks: [{ kind: 'associated', from: run.record, association }] };
      links.push(...ids.slice(0, LINKS_MAX).map(to));
    } else {
      const resolved = resolveValue(value, run, context.timeZone);
      if (resolved.kind !== 'value') return resolved;
      links.push(
        ...(resolved.value ?? '')
          .split(';')
          .filter((id) => /^\d{1,18}$/.test(id))
          .map(to),
      );
    }
  }
  return { kind: 'targets', links };
}

/** A link to a record; a labelled one brings the plain one along. */
function linkWrites(record: RecordRef, { type, to }: Link, context: CompileContext): Write[] {
  const { schema } = context;
  const types = new Map([[type.typeId, type]]);
  const plain = schema.defaultAssociationType(record.objectTypeId, to.objectTypeId);
  if (plain) types.set(plain.typeId, plain);
  return [...types.values()].map((each) => ({
    kind: 'associate',
    from: { objectTypeId: record.objectTypeId, id: record.id },
    to,
    association: { category: each.category, typeId: each.typeId },
    inverse: { category: each.category, typeId: each.inverseTypeId },
  }));
}

function unknownType(id: string) {
  return {
    path: 'fields.object_type_id',
    code: 'UNKNOWN_OBJECT_TYPE',
    message: `fields.object_type_id ${quote(id)} is not an object type of this account.`,
  };
}
