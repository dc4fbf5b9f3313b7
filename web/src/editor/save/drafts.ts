/**
 * Edits that were not saved, kept in the browser by flow, so that leaving a page or closing it asks nothing and loses nothing. They are
 * kept as text: numbers keep their digits there.
 */

import { parseRaw, printRaw, type Raw } from '../../flow-body/index.ts';
import type { Entry } from '../edits/index.ts';

export interface Draft {
  readonly flowId: string;
  /** The revision that the edits were made on. */
  readonly revisionId: string;
  readonly entries: readonly Pick<Entry, 'edits' | 'label' | 'at'>[];
}

interface Kept {
  readonly flowId: string;
  readonly revisionId: string;
  readonly text: string;
}

const DATABASE = 'millrace-editor';
const STORE = 'drafts';

export async function keepDraft({ flowId, revisionId, entries }: Draft): Promise<void> {
  const plain = entries.map(({ edits, label, at }) => ({ edits, label, at }));
  const kept: Kept = { flowId, revisionId, text: printRaw(plain as unknown as Raw) };
  await inStore('readwrite', (store) => store.put(kept));
}

export async function readDraft(flowId: string): Promise<Draft | undefined> {
  const kept = (await inStore('readonly', (store) => store.get(flowId))) as Kept | undefined;
  if (!kept) return undefined;
  const entries = parseRaw(kept.text) as unknown as Draft['entries'];
  return { flowId, revisionId: kept.revisionId, entries };
}

export async function forgetDraft(flowId: string): Promise<void> {
  await inStore('readwrite', (store) => store.delete(flowId));
}

/** A browser that keeps nothing (a private window) has no drafts; that is no reason to stop. */
async function inStore(
  mode: IDBTransactionMode,
  ask: (store: IDBObjectStore) => IDBRequest,
): Promise<unknown> {
  try {
    const database = await open();
    return await settled(ask(database.transaction(STORE, mode).objectStore(STORE)));
  } catch {
    return undefined;
  }
}

function open(): Promise<IDBDatabase> {
  const request = indexedDB.open(DATABASE, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: 'flowId' });
  return settled(request);
}

function settled<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
