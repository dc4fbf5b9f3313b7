import { readAccount } from '../accounts/index.ts';
import { type Caller, refused, type Sql } from '../platform/index.ts';
import { noteDefinition, requireDefinition } from './change-definition.ts';
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
  caller: Caller,
  { appId, definitionId }: DefinitionPlace,
  row: FunctionRow,
): Promise<void> {
  const { accountId } = caller;
  return sql.begin(async (tx) => {
    const { functions } = await requireDefinition(tx, accountId, appId, definitionId);
    if (functions.length >= FUNCTIONS_MAX)
      throw refused('', 'OUT_OF_RANGE', `A definition has at most ${FUNCTIONS_MAX} functions.`);
    await putFunctions(tx, accountId, definitionId, [row]);
    const unit = { tx, account: await readAccount(tx, accountId) };
    const detail = { stored: functionName(row) };
    await noteDefinition(
      unit,
      caller,
      'APP_ACTION_CHANGED',
      appId,
      definitionId,
      'Stored a function of',
      detail,
    );
  });
}

export function removeFunction(
  sql: Sql,
  caller: Caller,
  { appId, definitionId }: DefinitionPlace,
  identifier: FunctionIdentifier,
): Promise<void> {
  const { accountId } = caller;
  return sql.begin(async (tx) => {
    await requireDefinition(tx, accountId, appId, definitionId);
    if (!(await deleteFunction(tx, accountId, definitionId, identifier)))
      throw functionNotFound(definitionId, identifier.functionType, identifier.functionId);
    const unit = { tx, account: await readAccount(tx, accountId) };
    const detail = { deleted: functionName(identifier) };
    await noteDefinition(
      unit,
      caller,
      'APP_ACTION_CHANGED',
      appId,
      definitionId,
      'Deleted a function of',
      detail,
    );
  });
}

function functionName({ functionType, functionId }: FunctionIdentifier): string {
  return functionId === '' ? functionType : `${functionType} ${functionId}`;
}
