import { holdApp } from '../accounts/index.ts';
import { type Audited, noteAudit } from '../audit/index.ts';
import { type Caller, invalid, refused, type Sql, type Tx } from '../platform/index.ts';
import { changeSchemaOf, type SchemaUnit } from '../schema/index.ts';
import { problemsOfDefinition } from './definition/check-definition.ts';
import {
  type Definition,
  type DefinitionCreate,
  type DefinitionPatch,
  definitionSchema,
} from './definition/definition-input.ts';
import { appNotFound, definitionNotFound } from './errors.ts';
import {
  archiveDefinition,
  countDefinitions,
  type DefinitionRow,
  insertDefinition,
  selectDefinition,
  setRequiresObject,
  updateDefinition,
} from './queries/definitions.ts';
import { putFunctions } from './queries/functions.ts';
import { keepRevision } from './queries/revisions.ts';

/** Definitions in use of all apps of one account: programs are compiled with all of them at hand. */
const DEFINITIONS_MAX = 1_000;

/**
 * Changes of definitions count as changes of the account's schema: programs are compiled with them, and every process finds by
 * that version that it has to compile anew.
 */
export function createDefinition(
  sql: Sql,
  caller: Caller,
  appId: number,
  { functions, ...definition }: DefinitionCreate,
): Promise<DefinitionRow> {
  return changeSchemaOf(sql, caller, async (unit) => {
    const { tx, accountId, now } = unit;
    await requireApp(tx, accountId, appId);
    check(definition, unit);
    if ((await countDefinitions(tx, accountId)) >= DEFINITIONS_MAX)
      throw refused('', 'OUT_OF_RANGE', `The apps of an account have at most ${DEFINITIONS_MAX} actions.`);
    const id = await insertDefinition(tx, accountId, appId, definition, now);
    await putFunctions(tx, accountId, id, unique(functions));
    await keepRevision(tx, accountId, id, now);
    await noteDefinition(unit, caller, 'APP_ACTION_CREATED', appId, id, 'Defined');
    return (await selectDefinition(tx, accountId, appId, id))!;
  });
}

/** Every change makes a revision, one that changes nothing as well. */
export function patchDefinition(
  sql: Sql,
  caller: Caller,
  appId: number,
  id: string,
  patch: DefinitionPatch,
): Promise<DefinitionRow> {
  return changeSchemaOf(sql, caller, async (unit) => {
    const { tx, accountId, now } = unit;
    const { definition } = await requireDefinition(tx, accountId, appId, id);
    const given = Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined));
    const next = definitionSchema.parse({ ...definition, ...given });
    check(next, unit);
    await updateDefinition(tx, accountId, id, next);
    await noteDefinition(unit, caller, 'APP_ACTION_CHANGED', appId, id, 'Changed', {
      members: Object.keys(given),
    });
    await keepRevision(tx, accountId, id, now);
    return (await selectDefinition(tx, accountId, appId, id))!;
  });
}

/** What is asked for or waited for already goes on; actions of flows fail from now on. */
export function deleteDefinition(sql: Sql, caller: Caller, appId: number, id: string): Promise<void> {
  return changeSchemaOf(sql, caller, async (unit) => {
    const { tx, accountId, now } = unit;
    const found = await requireAny(tx, accountId, appId, id);
    if (found.archivedAt !== null) return;
    await archiveDefinition(tx, accountId, id, now);
    await noteDefinition(unit, caller, 'APP_ACTION_DELETED', appId, id, 'Archived');
  });
}

export function changeRequiresObject(
  sql: Sql,
  caller: Caller,
  appId: number,
  id: string,
  requiresObject: boolean,
): Promise<void> {
  return changeSchemaOf(sql, caller, async (unit) => {
    const { tx, accountId } = unit;
    await requireDefinition(tx, accountId, appId, id);
    await setRequiresObject(tx, accountId, id, requiresObject);
    await noteDefinition(unit, caller, 'APP_ACTION_CHANGED', appId, id, 'Changed', { requiresObject });
  });
}

/** A definition in use. 404 without it, or without its app. */
export async function requireDefinition(
  tx: Tx | Sql,
  accountId: string,
  appId: number,
  id: string,
): Promise<DefinitionRow> {
  const found = await requireAny(tx, accountId, appId, id);
  if (found.archivedAt !== null) throw definitionNotFound(appId, id);
  return found;
}

/** A definition, archived or not. */
export async function requireAny(
  tx: Tx | Sql,
  accountId: string,
  appId: number,
  id: string,
): Promise<DefinitionRow> {
  await requireApp(tx, accountId, appId);
  const found = /^\d{1,18}$/.test(id) ? await selectDefinition(tx, accountId, appId, id) : undefined;
  if (!found) throw definitionNotFound(appId, id);
  return found;
}

/** 404 for what is no app of the account; the app stays until the transaction ends. */
export async function requireApp(tx: Tx | Sql, accountId: string, appId: number): Promise<void> {
  if (!(await holdApp(tx, accountId, appId))) throw appNotFound(appId);
}

export function noteDefinition(
  unit: Audited,
  caller: Caller,
  kind: 'APP_ACTION_CREATED' | 'APP_ACTION_CHANGED' | 'APP_ACTION_DELETED',
  appId: number,
  id: string,
  did: string,
  detail: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  const summary = `${did} the action ${id} of app ${appId}.`;
  return noteAudit(unit, caller, { kind, id, summary, detail: { appId, ...detail } });
}

function check(definition: Definition, { schema }: SchemaUnit): void {
  const problems = problemsOfDefinition(definition, schema);
  if (problems.length > 0) throw invalid(problems, `Invalid input JSON: ${problems[0]!.message}`);
}

/** Of functions of one type and id, the last counts. */
function unique(functions: DefinitionCreate['functions']) {
  const rows = functions.map(({ functionType, id = '', functionSource: source }) => ({
    functionType,
    functionId: id,
    source,
  }));
  return [...new Map(rows.map((row) => [`${row.functionType} ${row.functionId}`, row])).values()];
}
