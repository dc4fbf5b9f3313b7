import { checkProperties, type PropertyValues, withDerived } from '../../../crm/index.ts';
import { type Outcome, type RunContext, type Write, writable } from '../../engine/index.ts';
import type { CompileContext } from '../action-type.ts';

type Written =
  | { readonly kind: 'write'; readonly write: Write }
  | Extract<Outcome, { kind: 'failed' | 'needs' }>;

/** Sets properties of the enrolled record as a person could, with the values that follow from them. */
export function setOnEnrolled(run: RunContext, input: PropertyValues, { schema }: CompileContext): Written {
  const type = schema.objectType(run.record.objectTypeId)!;
  const checked = checkProperties(schema, type, input, 'update');
  if (checked.ok)
    return writeOnEnrolled(run, withDerived(schema, type, run.record.properties, checked.value, run.now));
  const [first] = checked.problems;
  return {
    kind: 'failed',
    reason: first!.code,
    message: checked.problems.map(({ message }) => message).join(' '),
  };
}

/** Sets properties of the enrolled record that no person can set. */
export function writeOnEnrolled({ record, workspace }: RunContext, values: PropertyValues): Written {
  const ref = { objectTypeId: record.objectTypeId, id: record.id };
  const found = writable(workspace, ref);
  if (found.kind === 'needs') return found;
  return { kind: 'write', write: { kind: 'setProperties', ref, values } };
}
