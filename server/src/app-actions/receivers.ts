import type { GoneAppAction, Reason } from '@millrace/core/flow';
import { type AccountId, readAppSecrets, readSecrets, type SecretBox } from '../accounts/index.ts';
import type { Db } from '../platform/index.ts';
import { goneAction } from './app-action-of.ts';
import type { FunctionType } from './definition/definition-input.ts';
import { type AdapterRow, selectAdapters } from './queries/adapters.ts';
import { type DefinitionOfAccount, selectAllDefinitions } from './queries/definitions.ts';
import { type FunctionRow, selectSources } from './queries/functions.ts';

/** Where requests for a type of action go, as its definition or its adapter says now. */
export interface Receiver {
  readonly by: 'app' | 'adapter';
  readonly url: string;
  /** The secret that requests are signed with; null for none. */
  readonly signedWith: string | null;
  readonly timeoutMs: number | null;
  readonly definition: DefinitionOfAccount | null;
  readonly functions: readonly FunctionRow[];
}

/** Why a type of action has no receiver. */
export type NoReceiver = Pick<GoneAppAction, 'message'> & { readonly by: 'nobody'; readonly reason: Reason };

export interface ReceiverSources {
  readonly db: Db;
  readonly secrets: SecretBox;
}

/** The receivers of types of action, in a constant number of statements. Throws SecretUnreadable. */
export async function loadReceivers(
  { db, secrets }: ReceiverSources,
  accountId: AccountId,
  actionTypeIds: readonly string[],
  functionTypes: readonly FunctionType[],
): Promise<(actionTypeId: string) => Receiver | NoReceiver> {
  const ids = [...new Set(actionTypeIds)];
  const definitionIds = ids.flatMap((id) => /^1-(\d{1,18})$/.exec(id)?.[1] ?? []);
  const [adapters, definitions, functions] = await Promise.all([
    selectAdapters(db, accountId, ids),
    selectAllDefinitions(db, accountId, definitionIds),
    selectSources(db, accountId, definitionIds, functionTypes),
  ]);
  const [named, ofApps] = await Promise.all([
    readSecrets(db, secrets, accountId, namesIn(adapters)),
    readAppSecrets(db, secrets, accountId, appsIn(adapters, definitions)),
  ]);
  const byType = new Map<string, Receiver | NoReceiver>([
    ...definitions.map((row) => {
      const own = functions.filter(({ definitionId }) => definitionId === row.id);
      return [`1-${row.id}`, definedReceiver(row, own, ofApps)] as const;
    }),
    ...adapters.map((row) => [row.actionTypeId, adaptedReceiver(row, named, ofApps)] as const),
  ]);
  return (id) => byType.get(id) ?? nobody('ACTION_NOT_SUPPORTED', `Nothing runs actions of the type ${id}.`);
}

/** Secrets of apps by id; null where only a hash of it was kept. */
type AppSecrets = ReadonlyMap<number, string | null>;

function definedReceiver(
  row: DefinitionOfAccount,
  functions: readonly FunctionRow[],
  ofApps: AppSecrets,
): Receiver | NoReceiver {
  if (row.archivedAt !== null || row.appDeleted) return goneAction(row);
  const secret = appSecret(ofApps, row.appId);
  if (typeof secret !== 'string') return secret;
  const url = row.definition.actionUrl;
  return { by: 'app', url, signedWith: secret, timeoutMs: null, definition: row, functions };
}

function adaptedReceiver(
  { url, secretName, appId, timeoutSeconds }: AdapterRow,
  named: ReadonlyMap<string, string>,
  ofApps: AppSecrets,
): Receiver | NoReceiver {
  const timeoutMs = timeoutSeconds === null ? null : timeoutSeconds * 1_000;
  const receiver = { by: 'adapter', url, timeoutMs, definition: null, functions: [] } as const;
  if (appId !== null) {
    const secret = appSecret(ofApps, appId);
    return typeof secret === 'string' ? { ...receiver, signedWith: secret } : secret;
  }
  if (secretName === null) return { ...receiver, signedWith: null };
  const secret = named.get(secretName);
  if (secret !== undefined) return { ...receiver, signedWith: secret };
  return nobody('SECRET_MISSING', `The secret ${secretName}, which requests are signed with, was deleted.`);
}

function appSecret(ofApps: AppSecrets, appId: number): string | NoReceiver {
  const secret = ofApps.get(appId);
  if (typeof secret === 'string') return secret;
  if (secret === undefined) return nobody('APP_DELETED', `The app ${appId} was deleted.`);
  const message = `The secret of the app ${appId} is not kept in a way that requests can be signed with; register it anew.`;
  return nobody('APP_SECRET_UNKNOWN', message);
}

function nobody(reason: Reason, message: string): NoReceiver {
  return { by: 'nobody', reason, message };
}

function namesIn(adapters: readonly AdapterRow[]): string[] {
  return [...new Set(adapters.flatMap(({ secretName }) => secretName ?? []))];
}

function appsIn(adapters: readonly AdapterRow[], definitions: readonly DefinitionOfAccount[]): number[] {
  return [
    ...new Set([...definitions.map(({ appId }) => appId), ...adapters.flatMap(({ appId }) => appId ?? [])]),
  ];
}
