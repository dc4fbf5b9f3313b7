import type { AccountId } from '../../accounts/index.ts';
import type { Db } from '../../platform/index.ts';
import type { FunctionType } from '../definition/definition-input.ts';
import type { FunctionIdentifier } from './definitions.ts';

export interface FunctionRow extends FunctionIdentifier {
  readonly source: string;
}

/** Stores functions of a definition, in the place of those of the same type and id. */
export async function putFunctions(
  db: Db,
  accountId: AccountId,
  definitionId: string,
  functions: readonly FunctionRow[],
): Promise<void> {
  if (functions.length === 0) return;
  await db`
    insert into app_action_functions (account_id, definition_id, function_type, function_id, source)
    select ${accountId}::bigint, ${definitionId}::bigint, * from unnest(
      ${functions.map(({ functionType }) => functionType)}::text[],
      ${functions.map(({ functionId }) => functionId)}::text[],
      ${functions.map(({ source }) => source)}::text[]
    )
    on conflict (account_id, definition_id, function_type, function_id) do update set source = excluded.source`;
}

export async function selectFunction(
  db: Db,
  accountId: AccountId,
  definitionId: string,
  { functionType, functionId }: FunctionIdentifier,
): Promise<FunctionRow | undefined> {
  const [row] = await db`
    select function_type as "functionType", function_id as "functionId", source from app_action_functions
    where account_id = ${accountId} and definition_id = ${definitionId}
      and function_type = ${functionType} and function_id = ${functionId}`;
  return row as unknown as FunctionRow | undefined;
}

/** False when there is no such function. */
export async function deleteFunction(
  db: Db,
  accountId: AccountId,
  definitionId: string,
  { functionType, functionId }: FunctionIdentifier,
): Promise<boolean> {
  const deleted = await db`
    delete from app_action_functions
    where account_id = ${accountId} and definition_id = ${definitionId}
      and function_type = ${functionType} and function_id = ${functionId}
    returning function_type`;
  return deleted.length > 0;
}

/** Code of definitions, by definition and type, in one statement; without an id, that of no field. */
export async function selectSources(
  db: Db,
  accountId: AccountId,
  definitionIds: readonly string[],
  types: readonly FunctionType[],
): Promise<(FunctionRow & { readonly definitionId: string })[]> {
  if (definitionIds.length === 0) return [];
  const rows = await db`
    select definition_id as "definitionId", function_type as "functionType", function_id as "functionId", source
    from app_action_functions
    where account_id = ${accountId} and definition_id = any(${definitionIds as string[]}::bigint[])
      and function_type = any(${types as string[]}::text[])`;
  return rows as unknown as (FunctionRow & { readonly definitionId: string })[];
}
