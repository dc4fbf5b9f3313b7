import type { RecordRef } from '../../../record/index.ts';
import type { ApplyWrite } from './write-kind.ts';

/** Sets properties of a record, null clearing one. */
export interface SetProperties {
  readonly kind: 'setProperties';
  readonly ref: RecordRef;
  readonly values: Readonly<Record<string, string | null>>;
}

export const setProperties: ApplyWrite<SetProperties> = (workspace, { ref, values }, cause) => {
  workspace.world.setProperties(ref, values, cause);
  workspace.holdUniqueValues(ref, values);
};
