import { iso } from '@millrace/core/time';
import { closedMails, mailsOfRecord } from '../../mail/index.ts';
import type { Source } from '../source.ts';

/** The mails that went to the record. */
export const mails: Source = {
  kind: 'MAIL',
  rank: 1,
  async read({ db, caller, id, formerIds }, { after, ...stretch }) {
    const asked = {
      ...stretch,
      recordIds: [id, ...formerIds],
      after: after && { at: Number(after[0]), id: after[1]! },
    };
    const found = await mailsOfRecord(db, caller.accountId, asked);
    const closed = await closedMails(db, caller, found);
    const placed = found.map((mail) => {
      const { id, at, recipient, subject, delivery, isInternal, emailId, flowId, enrollmentId, actionId } =
        mail;
      return {
        at,
        position: [String(at), id],
        entry: {
          id: `mail-${id}`,
          at: iso(at),
          kind: 'MAIL' as const,
          to: recipient,
          subject: closed.has(mail) ? null : subject,
          delivery,
          isInternal,
          emailId,
          flowId,
          enrollmentId,
          actionId,
        },
      };
    });
    return { placed };
  },
};
