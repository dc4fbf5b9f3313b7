import type { PropertyValues } from '../../../crm/index.ts';
import { type Outcome, type RunContext, type Write, writable } from '../../engine/index.ts';
import type { CompileContext } from '../action-type.ts';
import { writeOf } from './written-property.ts';

type Written =
  | { readonly kind: 'write'; readonly write: Write }
  | Extract<Outcome, { kind: 'failed' | 'needs' }>;

/** Sets a property of the enrolled record as a person could, with the values that follow from it. */
export function setOnEnrolled(
  run: RunContext,
  name: string,
  value: string,
  context: CompileContext,
): Written {
  const found = writable(run.workspace, run.record);
  if (found.kind === 'needs') return found;
  const type = context.schema.objectType(run.record.objectTypeId)!;
  return writeOf({ type, name }, value, run.record, run, context);
}

/** Sets properties of the enrolled record that no person can set. */
export function writeOnEnrolled({ record, workspace }: RunContext, values: PropertyValues): Written {
  const ref = { objectTypeId: record.objectTypeId, id: record.id };
  const found = writable(workspace, ref);
  if (found.kind === 'needs') return found;
  return { kind: 'write', write: { kind: 'setProperties', ref, values } };
}
