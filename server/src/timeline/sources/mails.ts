import { iso } from '@millrace/core/time';
import { closedMails, mailsOfRecord } from '../../mail/index.ts';
import type { Source } from '../source.ts';

const RANK = 1;

/** The mails that went to the record. */
export const mails: Source = {
  kind: 'MAIL',
  rank: RANK,
  async read({ db, caller, id, formerIds }, { from, to, after, limit }) {
    const recordIds = [id, ...formerIds];
    const found = await mailsOfRecord(db, caller.accountId, { recordIds, from, to, after, limit });
    const closed = await closedMails(db, caller, found);
    return found.map((mail) => {
      const { id, at, recipient, subject, delivery, isInternal, emailId, flowId, enrollmentId, actionId } =
        mail;
      return {
        place: { at, rank: RANK, id, number: 0 },
        entry: {
          id: `mail-${id}`,
          at: iso(at),
          kind: 'MAIL' as const,
          to: recipient,
          subject: closed.has(mail) ? null : subject,
          ...{ delivery, isInternal, emailId, flowId, enrollmentId, actionId },
        },
      };
    });
  },
};
