import type { Session } from '@millrace/client';
import { ANY_RECORDS_SCOPES, definitionScopes, recordScope, type TypeOfScopes } from '@millrace/core/crm';
import { OPENS, SCOPES } from './operation-scopes.ts';

/** A token that may do everything. */
const EVERY_SCOPE = 'all';

export function hasScope({ scopes }: Pick<Session, 'scopes'>, scope: string): boolean {
  return scopes.includes(scope) || scopes.includes(EVERY_SCOPE);
}

type Holder = Pick<Session, 'scopes'>;

/** What is told of an operation besides its name. */
interface Asked {
  readonly path?: Readonly<Record<string, string | number>>;
  /** The type of the records that are told of, or `any`. */
  readonly records?: string;
}

/** The parameters of paths that name an object type. */
const TYPES = ['objectType', 'fromObjectType', 'toObjectType'] as const;

/**
 * The scopes without which the server would refuse an operation: none where it would not, or where only the server can tell. Of those for
 * any records each is enough.
 */
export function lackingScopes(
  session: Holder,
  operation: string,
  { path = {}, records }: Asked = {},
): readonly string[] {
  const any = SCOPES[operation]?.map((joined) => joined.split(' ')) ?? [];
  const isOpen = any.length === 0 || any.some((all) => all.every((scope) => hasScope(session, scope)));
  const own = isOpen ? [] : any[0]!.filter((scope) => !hasScope(session, scope));
  const ofTypes = TYPES.flatMap((param) => {
    const wanted = scopesOf(operation, path[param]);
    return wanted.some((scope) => hasScope(session, scope)) ? [] : wanted.slice(0, 1);
  });
  const needed = [...new Set([...own, ...ofTypes])];
  return needed.length > 0 ? needed : lackingFor(session, records);
}

/** What opens a type in the path of an operation: any one of these. */
function scopesOf(operation: string, id: string | number | undefined): readonly string[] {
  const [what, access] = OPENS[operation] ?? [];
  const type = typeOf(id);
  if (!type || !what || !access) return [];
  return what === 'records' ? [recordScope(type, access)] : definitionScopes(type, access);
}

function lackingFor(session: Holder, records: string | undefined): readonly string[] {
  const type = typeOf(records);
  const wanted = type ? [recordScope(type, 'read')] : records === 'any' ? ANY_RECORDS_SCOPES : [];
  return wanted.some((scope) => hasScope(session, scope)) ? [] : wanted;
}

/** A type by its id; what other names stand for is known to the server. */
function typeOf(id: string | number | undefined): TypeOfScopes | undefined {
  const [, kind] = /^([02])-\d+$/.exec(String(id)) ?? [];
  return kind === undefined ? undefined : { id: String(id), custom: kind === '2' };
}
