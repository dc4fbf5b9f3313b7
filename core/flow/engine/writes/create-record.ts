import type { NewRecord } from '../../../record/index.ts';
import type { ApplyWrite } from './write-kind.ts';

/** Makes a record; its id was reserved. */
export interface CreateRecord {
  readonly kind: 'createRecord';
  readonly record: NewRecord;
}

export const createRecord: ApplyWrite<CreateRecord> = (workspace, { record }, cause) => {
  workspace.world.create(record, cause);
  workspace.markCreated(record);
  workspace.holdUniqueValues(record, record.properties);
};
