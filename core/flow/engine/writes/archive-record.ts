import type { RecordRef } from '../../../record/index.ts';
import type { ApplyWrite } from './write-kind.ts';

/** Deletes a record, as the API does: it is kept, archived. */
export interface ArchiveRecord {
  readonly kind: 'archiveRecord';
  readonly ref: RecordRef;
}

export const archiveRecord: ApplyWrite<ArchiveRecord> = ({ world }, { ref }, cause) => {
  world.setArchived(ref, true, cause);
};
