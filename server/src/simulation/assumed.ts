import { type CrmSchema, checkProperties, withDerived } from '@millrace/core/crm';
import type { RecordRef, WriteCause } from '@millrace/core/record';
import type { EpochMillis } from '@millrace/core/time';
import type { LoggedChange } from '../history/index.ts';
import { invalid } from '../platform/index.ts';
import type { SimulatedAnswers } from './simulated-answers.ts';
import type { SimulatedState } from './state.ts';

/** Something that is taken to happen on the way. */
export type Occurrence = { readonly at: EpochMillis; readonly path: string; readonly ref: RecordRef } & (
  | {
      readonly kind: 'event';
      readonly eventTypeId: string;
      readonly properties: Readonly<Record<string, string>>;
    }
  | { readonly kind: 'change'; readonly values: Readonly<Record<string, string | null>> }
);

/** Lets an occurrence happen; returns the changes that it makes. A record that is not there takes no part. */
export async function happen(
  occurrence: Occurrence,
  state: SimulatedState,
  answers: SimulatedAnswers,
): Promise<readonly LoggedChange[]> {
  const { ref, at } = occurrence;
  const workspace = state.begin();
  await answers.answer(workspace, [{ kind: 'record', ref, toWrite: true }]);
  const image = workspace.world.record(ref);
  if (!image || image.archivedAt !== null) return [];
  const cause: WriteCause = { at, source: { type: 'API', id: 'simulation' }, depth: 0 };
  if (occurrence.kind === 'event') {
    const { eventTypeId, properties } = occurrence;
    workspace.world.happened({ ref, eventTypeId, properties, occurredAt: at }, cause);
  } else {
    const { schema } = answers.unit;
    const type = schema.objectType(ref.objectTypeId)!;
    const values = withDerived(schema, type, image.properties, occurrence.values, at);
    workspace.world.setProperties(ref, values, cause);
  }
  return state.commit(workspace);
}

/** Values as the server would keep them. 400 names each that it would not. */
export function checkedValues(
  schema: CrmSchema,
  objectTypeId: string,
  values: Readonly<Record<string, unknown>>,
  path: string,
  mode: 'create' | 'update',
): Readonly<Record<string, string | null>> {
  const type = schema.objectType(objectTypeId);
  if (!type) throw new Error(`The object type ${objectTypeId} is there.`);
  const checked = checkProperties(schema, type, values, mode);
  if (checked.ok) return checked.value;
  throw invalid(
    checked.problems.map((problem) => ({
      ...problem,
      path: `${path}.${problem.path}`,
      message: `${path}: ${problem.message}`,
    })),
  );
}
