import type { Db, Sql, Tx } from '../../platform/index.ts';
import type { AccountId } from '../account.ts';
import { knownBy, type TokenRow, tokenColumns, unauthorized } from '../found-caller.ts';
import { EVERY_SCOPE } from '../scopes.ts';
import { createToken, hashToken, newKey } from '../tokens.ts';

/** A link with a code is good for so long. */
export const SIGN_IN_CODE_MINUTES = 10;

/** A code for one sign-in with everything that the account allows, for whoever starts the server on their own machine. */
export async function makeSignInCode(sql: Sql, account: AccountId): Promise<string> {
  return sql.begin(async (tx) => {
    const code = newKey();
    await tx`delete from sign_in_codes where account_id = ${account} and expires_at < now()`;
    await tx`
      insert into sign_in_codes (account_id, code_hash, token_id, expires_at)
      values (${account}, ${hashToken(code)}, ${await tokenOfLinks(tx, account)}, now() + make_interval(mins => ${SIGN_IN_CODE_MINUTES}))`;
    return code;
  });
}

/** The caller that a code stands for; it is used up with that. 401 when it is none. */
export async function takeSignInCode(tx: Tx, code: string) {
  const [row] = await tx`
    with taken as (delete from sign_in_codes where code_hash = ${hashToken(code)} returning account_id, token_id, expires_at > now() as is_good)
    select ${tokenColumns(tx)} from taken
    join access_tokens on (access_tokens.account_id, access_tokens.id) = (taken.account_id, taken.token_id)
    join accounts on accounts.id = taken.account_id
    where is_good and revoked_at is null`;
  if (row) return knownBy(row as unknown as TokenRow).caller;
  throw unauthorized(
    `The code of this link is not known here, has been used, or is older than ${SIGN_IN_CODE_MINUTES} minutes: start the server again for a new link, or sign in with an access token.`,
  );
}

/** The first token that may do everything and does not end; one is made where all have been revoked, whose text nobody knows. */
async function tokenOfLinks(tx: Db, account: AccountId): Promise<string> {
  const [row] = await tx`
    select id from access_tokens
    where account_id = ${account} and ${EVERY_SCOPE} = any(scopes) and revoked_at is null and expires_at is null and app_id is null
    order by id limit 1`;
  if (row) return row['id'] as string;
  return (await createToken(tx, account, { name: 'sign-in link', scopes: [EVERY_SCOPE] })).id;
}
