/**
 * The name by which a receiver completes a visit of an action: `ap-<account>-<number of the type>-<enrollment>-<action>-<visit>`. It
 * holds only in its account, whose number it begins with.
 */
export function callbackIdOf(accountId: string, actionTypeId: string, idempotencyKey: string): string {
  const [, number = ''] = actionTypeId.split('-');
  const [enrollment, ...rest] = idempotencyKey.split(':');
  const visit = rest.at(-1);
  // Ids of actions are any text; everything that would be in the way in a path is escaped.
  return ['ap', accountId, number, enrollment, written(rest.slice(0, -1).join(':')), visit].join('-');
}

function written(actionId: string): string {
  return encodeURIComponent(actionId).replaceAll('-', '%2D');
}

/** The idempotency key of the effect that a callback completes; undefined for what is no callback of the account. */
export function idempotencyKeyIn(accountId: string, callbackId: string): string | undefined {
  const [, account, enrollment, action, visit] =
    /^ap-(\d{1,18})-\d{1,18}-(\d{1,18})-([^-]{1,1000})-(\d{1,9})$/.exec(callbackId) ?? [];
  if (account !== accountId) return undefined;
  try {
    const actionId = decodeURIComponent(action!);
    // One id has one name: another way to escape it names nothing.
    return written(actionId) === action ? `${enrollment}:${actionId}:${visit}` : undefined;
  } catch {
    return undefined;
  }
}
