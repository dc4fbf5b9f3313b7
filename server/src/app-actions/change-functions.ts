import { type Caller, refused, type Sql } from '../platform/index.ts';
import { requireDefinition } from './change-definition.ts';
import { FUNCTIONS_MAX } from './definition/definition-input.ts';
import { functionNotFound } from './errors.ts';
import type { FunctionIdentifier } from './queries/definitions.ts';
import { deleteFunction, type FunctionRow, putFunctions, selectFunction } from './queries/functions.ts';

/** A definition of an app. */
export interface DefinitionPlace {
  readonly appId: number;
  readonly definitionId: string;
}

export async function findFunction(
  sql: Sql,
  { accountId }: Caller,
  { appId, definitionId }: DefinitionPlace,
  wanted: FunctionIdentifier,
): Promise<FunctionRow> {
  await requireDefinition(sql, accountId, appId, definitionId);
  const found = await selectFunction(sql, accountId, definitionId, wanted);
  if (!found) throw functionNotFound(definitionId, wanted.functionType, wanted.functionId);
  return found;
}

/** Stores a function; it counts from the next call on, and makes no revision. */
export function putFunction(
  sql: Sql,
  { accountId }: Caller,
  { appId, definitionId }: DefinitionPlace,
  row: FunctionRow,
): Promise<void> {
  return sql.begin(async (tx) => {
    const { functions } = await requireDefinition(tx, accountId, appId, definitionId);
    if (functions.length >= FUNCTIONS_MAX)
      throw refused('', 'OUT_OF_RANGE', `A definition has at most ${FUNCTIONS_MAX} functions.`);
    await putFunctions(tx, accountId, definitionId, [row]);
  });
}

export function removeFunction(
  sql: Sql,
  { accountId }: Caller,
  { appId, definitionId }: DefinitionPlace,
  identifier: FunctionIdentifier,
): Promise<void> {
  return sql.begin(async (tx) => {
    await requireDefinition(tx, accountId, appId, definitionId);
    if (await deleteFunction(tx, accountId, definitionId, identifier)) return;
    throw functionNotFound(definitionId, identifier.functionType, identifier.functionId);
  });
}
