/** What the address says of the mailbox. */
export interface MailboxSearch {
  /** The whole address of who got it. */
  readonly to?: string;
  readonly flow?: string;
  readonly email?: string;
}

export function readMailboxSearch(search: Record<string, unknown>): MailboxSearch {
  const [to, flow, email] = ['to', 'flow', 'email'].map((name) => String(search[name] ?? ''));
  return {
    ...(to === '' ? {} : { to: to! }),
    ...(/^\d{1,18}$/.test(flow!) ? { flow: flow! } : {}),
    ...(/^\d{1,18}$/.test(email!) ? { email: email! } : {}),
  };
}
