import type { RecordKeeper } from '../records/index.ts';

/** Passages of records that are erased or merged. */
export const passageKeeper: RecordKeeper = {
  /**
   * Takes out what passages show of the record: the event that let it in, outputs, details of steps, finished effects. That
   * it passed, and when, stays.
   */
  async erase({ tx, account }, { objectTypeId, id }) {
    await tx`
      with passages as (
        update enrollments set trigger = trigger - 'properties', outputs = null
        where account_id = ${account.id} and object_type_id = ${objectTypeId} and record_id = ${id} and record_id > 0
        returning flow_id, id
      ), told as (
        update effects set request = '{}', result = null from passages
        where effects.account_id = ${account.id} and effects.flow_id = passages.flow_id
          and effects.enrollment_id = passages.id and effects.finished_at is not null
      )
      update steps set detail = null from passages
      where steps.account_id = ${account.id} and steps.flow_id = passages.flow_id
        and steps.enrollment_id = passages.id and steps.detail is not null`;
  },

  /** What is under way ends by the change that says that the records were merged; what was stays where it was. */
  merge: () => Promise.resolve(),
};
