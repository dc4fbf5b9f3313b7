/**
 * The name by which a receiver completes a visit of an action: `ap-<account>-<number of the type>-<enrollment>-<action>-<visit>`. It
 * holds only in its account, whose number it begins with.
 */
export function callbackIdOf(accountId: string, actionTypeId: string, idempotencyKey: string): string {
  const [, number = ''] = actionTypeId.split('-');
  const [enrollment, ...rest] = idempotencyKey.split(':');
  const visit = rest.at(-1);
  // Ids of actions are any text; everything that would be in the way in a path is escaped.
  const action = encodeURIComponent(rest.slice(0, -1).join(':')).replaceAll('-', '%2D');
  return ['ap', accountId, number, enrollment, action, visit].join('-');
}

/** The idempotency key of the effect that a callback completes; undefined for what is no callback of the account. */
export function idempotencyKeyIn(accountId: string, callbackId: string): string | undefined {
  const [, account, enrollment, action, visit] =
    /^ap-(\d{1,18})-\d{1,18}-(\d{1,18})-([^-]{1,1000})-(\d{1,9})$/.exec(callbackId) ?? [];
  if (account !== accountId) return undefined;
  try {
    return `${enrollment}:${decodeURIComponent(action!)}:${visit}`;
  } catch {
    return undefined;
  }
}
