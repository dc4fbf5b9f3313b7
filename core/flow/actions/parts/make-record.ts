import {
  checkProperties,
  newRecord,
  type ObjectType,
  type PropertyValues,
  withDerived,
  withStartingStage,
} from '../../../crm/index.ts';
import { quote } from '../../../problem/index.ts';
import type { Connection } from '../../definition/index.ts';
import { type Ask, type Outcome, RECORD_IDS, type RunContext, type Write } from '../../engine/index.ts';
import type { CompileContext } from '../action-type.ts';
import { linksOfNewRecord, linkTargets, type PlannedLink } from './record-links.ts';

/** A record to make: its type, the values for its properties, and what it is linked to. */
export interface RecordPlan {
  readonly type: ObjectType;
  /** As they were resolved: not checked yet, null for none. */
  readonly values: PropertyValues;
  readonly links: readonly PlannedLink[];
}

/** Reasons of every action that makes a record. */
export const MAKING_REASONS = {
  LOOP_PREVENTED: 'The enrolled record was created by this flow.',
  ASSOCIATED_RECORD_NOT_FOUND: 'A record to link to is not there.',
};

/** A record that a flow has made makes no other: it might be enrolled, too, and so on without an end. */
export function loopPrevented({ record }: RunContext, { flowId }: CompileContext): Outcome | null {
  if (record.createdByFlow !== flowId) return null;
  const message = 'The enrolled record was created by this flow; creating from it again would never end.';
  return { kind: 'skipped', reason: 'LOOP_PREVENTED', message };
}

/** Makes a record with its defaults, its stage and its links, by the rules of the CRM; its id is an output. */
export function makeRecord(
  run: RunContext,
  connection: Connection | undefined,
  { type, values: input, links: plan }: RecordPlan,
  context: CompileContext,
): Outcome {
  const values = checkedValues(run, type, input, context);
  if (values.kind !== 'values') return values;
  const asks = uniqueAsks(run, type, values.values, context);
  if (asks.kind !== 'free') return asks;
  const targets = linkTargets(run, plan, context);
  if (targets.kind !== 'targets') return targets;
  const reserved = { kind: 'reservation', pool: RECORD_IDS, claim: run.idempotencyKey } as const;
  const id = run.workspace.answer(reserved);
  if (id === undefined) return { kind: 'needs', asks: [reserved] };
  const record = newRecord(type, id, values.values, {
    at: run.now,
    source: { type: 'FLOW', id: context.flowId },
    createdByFlow: context.flowId,
  });
  const links = linksOfNewRecord(run, record, targets.links, context);
  if (links.kind !== 'writes') return links;
  const writes: Write[] = [{ kind: 'createRecord', record }, ...links.writes];
  return {
    kind: 'done',
    connection,
    writes,
    outputs: { hs_object_id: id },
    detail: { objectTypeId: type.id, recordId: id, associations: targets.links.map(({ to }) => to) },
  };
}

type Values =
  | { readonly kind: 'values'; readonly values: PropertyValues }
  | Extract<Outcome, { kind: 'failed' }>;

function checkedValues(
  run: RunContext,
  type: ObjectType,
  input: PropertyValues,
  { schema }: CompileContext,
): Values {
  const checked = checkProperties(schema, type, withStartingStage(schema, type, input), 'create');
  if (checked.ok) return { kind: 'values', values: withDerived(schema, type, {}, checked.value, run.now) };
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
  { schema }: CompileContext,
): Free {
  const asks: Ask[] = [];
  for (const property of schema.uniqueProperties(type.id)) {
    const value = values[property];
    if (typeof value !== 'string') continue;
    const ask = { kind: 'uniqueValue', objectTypeId: type.id, property, value } as const;
    const holder = run.workspace.answer(ask);
    if (holder === undefined) asks.push(ask);
    else if (holder !== null) {
      const message = `A ${type.name} with the ${property} ${quote(value)} exists already: record ${holder}.`;
      return { kind: 'failed', reason: 'UNIQUE_VALUE_TAKEN', message };
    }
  }
  return asks.length > 0 ? { kind: 'needs', asks } : { kind: 'free' };
}
