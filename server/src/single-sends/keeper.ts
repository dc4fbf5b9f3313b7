import type { RecordKeeper } from '../records/index.ts';
import { SINGLE_SEND } from './request.ts';

/** Single sends to contacts that are erased or merged. Rides single_sends. */
export const singleSendKeeper: RecordKeeper = {
  /** Takes out what was to be said, and to whom. Those that are not done end here. */
  async erase({ tx, account }, { id }) {
    const gone = JSON.stringify({
      kind: 'failed',
      reason: 'RECORD_DELETED',
      message: 'The contact has been erased.',
    });
    await tx`
      update effects set request = '{}', last_error = null,
             result = case when result is null then ${gone}::text::jsonb else result - 'detail' end,
             finished_at = coalesce(finished_at, ${account.now}::timestamptz)
      where account_id = ${account.id} and kind = ${SINGLE_SEND} and request->>'recordId' = ${id}`;
  },

  async merge({ tx, account }, from, to) {
    await tx`
      update effects set request = jsonb_set(request, '{recordId}', to_jsonb(${to.id}::text))
      where account_id = ${account.id} and kind = ${SINGLE_SEND} and request->>'recordId' = ${from.id}`;
  },
};
