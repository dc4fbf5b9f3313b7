import { WEBHOOK_MEMBERS } from '../../definition/index.ts';
import type { Finding, Lint } from './finding.ts';

/** Members that one webhook is told of. */
const MEMBERS_TOLD_MAX = 20;

/**
 * The original's editor lets people make up the body of a webhook and its headers, and its API has no members for them. Whatever an
 * export carries in their place is kept, and is not sent: nobody has said what it means.
 */
export const webhooksSendWhatTheyCarry: Lint = ({ flow }) =>
  flow.actions.flatMap((action, index): Finding[] =>
    action.type === 'WEBHOOK'
      ? Object.keys(action)
          .filter((name) => !WEBHOOK_MEMBERS.has(name))
          .slice(0, MEMBERS_TOLD_MAX)
          .map((name) => notSent(`actions[${index}].${name}`))
      : [],
  );

function notSent(path: string): Finding {
  return {
    severity: 'warning',
    code: 'WEBHOOK_MEMBER_NOT_SENT',
    path,
    message:
      `${path} is no member of a webhook in the API: it is kept, and not sent. The body is the record, and the headers are those of ` +
      'authSettings.',
    fix: 'Put what the receiver needs into queryParams or authSettings, or let custom code make the request.',
  };
}
