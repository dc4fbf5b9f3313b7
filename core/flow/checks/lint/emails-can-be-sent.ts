import type { Finding, Lint } from './finding.ts';

/** Emails that actions send are published, made for flows, and can be put together. */
export const emailsCanBeSent: Lint = ({ mentions, world }) =>
  mentions.flatMap((mention): Finding[] => {
    if (mention.kind !== 'email' || !mention.path.includes('.fields.')) return [];
    const { id, path } = mention;
    return world.emailProblems(id).map(({ severity, code, message }) => ({
      severity,
      code,
      path,
      message: `${path} names the email ${id}. ${message}`,
      fix: FIXES[code] ?? 'Mend the email, or name another.',
      ...(code === 'EMAIL_NOT_PUBLISHED' ? { mend: { kind: 'PUBLISH_EMAIL', emailId: id } } : {}),
    }));
  });

const FIXES: Readonly<Record<string, string>> = {
  EMAIL_DELETED: 'Name another email.',
  EMAIL_NOT_PUBLISHED: 'Publish the email.',
  EMAIL_NOT_AUTOMATED: 'Make the email for automation, or name another.',
  UNKNOWN_TOKEN: 'Name a property that there is, or take the token out.',
};
