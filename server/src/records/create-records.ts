import {
  type AssociationSpec,
  type AssociationType,
  checkProperties,
  checkSpec,
  isRecordId,
  link,
  newRecord,
  type ObjectType,
  type PropertyValues,
  withDerived,
} from '@millrace/core/crm';
import type { Problem } from '@millrace/core/problem';
import { type RecordImage, type RecordRef, recordKey, type WriteCause } from '@millrace/core/record';
import { type ApiError, invalid } from '../platform/index.ts';
import { done, failed, type InputResult } from '../schema/index.ts';
import { loadLinks } from './associations/load-links.ts';
import { invalidAssociationType, invalidProperties } from './errors.ts';
import { drawRecordIds } from './load.ts';
import { lockNamed, type Named } from './load-named.ts';
import { UniqueClaims } from './unique-claims.ts';
import type { CrmUnit } from './unit.ts';

export interface NewRecordInput {
  readonly properties: Readonly<Record<string, unknown>>;
  readonly associations?: readonly {
    readonly to: { readonly id: string };
    readonly types: readonly AssociationSpec[];
  }[];
  /** Where it is not the unit's, as with orders of several callers in one unit. */
  readonly cause?: WriteCause;
}

/** An input that is right by itself; what it needs of the database is looked at next. */
interface RecordToCreate {
  readonly cause: WriteCause;
  readonly values: PropertyValues;
  readonly targets: readonly {
    readonly ref: RecordRef;
    readonly type: AssociationType;
    readonly path: string;
  }[];
}

/**
 * Makes records, each with its associations; an input that cannot be made does not keep the others from being made. With the lock `skip` one whose
 * associated record is locked by others cannot be made.
 */
export async function createRecords(
  unit: CrmUnit,
  type: ObjectType,
  inputs: readonly NewRecordInput[],
  lock: 'wait' | 'skip' = 'wait',
): Promise<InputResult<RecordImage>[]> {
  const checked = inputs.map((input) => checkInput(unit, type, input));
  const candidates = checked.flatMap((outcome) => (outcome.ok ? [outcome.value] : []));
  // The linked records are locked before anything is written: every writer locks in this order.
  const [ids, present, claims] = await Promise.all([
    drawRecordIds(unit.tx, inputs.length),
    lockTargets(unit, candidates, lock),
    UniqueClaims.load(
      unit,
      type,
      candidates.map((candidate) => candidate.values),
    ),
  ]);
  const outcomes = checked.map((outcome, index) => {
    if (!outcome.ok) return outcome;
    const id = ids[index]!;
    const error =
      missingTargets(outcome.value, present) ?? claims.take({ ownId: id, values: outcome.value.values });
    return error ? failed(error) : done({ ...outcome.value, id });
  });
  const accepted = outcomes.flatMap((outcome) => (outcome.ok ? [outcome.value] : []));
  await write(unit, type, accepted, present);
  return outcomes.map((outcome) =>
    outcome.ok ? done(unit.world.record({ objectTypeId: type.id, id: outcome.value.id })!) : outcome,
  );
}

async function write(
  unit: CrmUnit,
  type: ObjectType,
  accepted: readonly (RecordToCreate & { readonly id: string })[],
  present: Named,
): Promise<void> {
  const { world, schema } = unit;
  for (const { id, values, cause } of accepted) {
    const all = withDerived(schema, type, {}, values, cause.at);
    world.create(newRecord(type, id, all, cause), cause);
  }
  const links = accepted.flatMap(({ id, targets, cause }) =>
    targets.map((target) => ({
      from: { objectTypeId: type.id, id },
      to: present.get(recordKey(target.ref))!,
      type: target.type,
      cause,
    })),
  );
  await loadLinks(unit, links);
  for (const { cause, ...wanted } of links) link(world, schema, wanted, cause);
}

function checkInput(unit: CrmUnit, type: ObjectType, input: NewRecordInput): InputResult<RecordToCreate> {
  const checked = checkProperties(unit.schema, type, input.properties, 'create');
  if (!checked.ok) return failed(invalidProperties(type, checked.problems));
  const problems: Problem[] = [];
  const targets: RecordToCreate['targets'][number][] = [];
  (input.associations ?? []).forEach(({ to, types }, index) => {
    types.forEach((spec, number) => {
      const path = `associations[${index}].types[${number}]`;
      const found = checkSpec(unit.schema, spec, type, undefined, path);
      if ('problem' in found) problems.push(found.problem);
      else
        targets.push({
          ref: { objectTypeId: found.type.toObjectTypeId, id: to.id },
          type: found.type,
          path: `associations[${index}].to.id`,
        });
    });
  });
  return problems.length > 0
    ? failed(invalidAssociationType(problems))
    : done({ values: checked.value, targets, cause: input.cause ?? unit.cause });
}

async function lockTargets(
  unit: CrmUnit,
  candidates: readonly RecordToCreate[],
  lock: 'wait' | 'skip',
): Promise<Named> {
  const refs = candidates.flatMap(({ targets }) => targets.map(({ ref }) => ref));
  const named = await lockNamed(
    unit,
    refs.filter(({ id }) => isRecordId(id)),
    lock,
  );
  const live = [...named].filter(([, image]) => image.archivedAt === null);
  for (const [, image] of live) if (unit.world.record(image) === undefined) unit.world.load(image);
  return new Map(live);
}

function missingTargets(candidate: RecordToCreate, present: Named): ApiError | null {
  const missing = candidate.targets.filter((target) => !present.has(recordKey(target.ref)));
  if (missing.length === 0) return null;
  return invalid(
    missing.map(({ ref, path }) => ({
      path,
      code: 'INVALID_ASSOCIATION_TARGET',
      message: `${path}: there is no record ${JSON.stringify(ref.id)} of object type ${ref.objectTypeId} to associate with.`,
    })),
  );
}
