import type { z } from 'zod';
import { ArchiveRefused, openArchive } from '../archive/index.ts';
import type { Unit } from '../history/index.ts';
import { type Author, refused } from '../platform/index.ts';
import type { kept } from './days.ts';
import { type Disposal, RETENTION_KINDS, type RetentionKind, tablesOf } from './kinds.ts';
import { keepFor, listRetention, type Setting } from './queries.ts';

/** A setting as a request has it: days alone leave what becomes of it then as it was; null keeps it for ever. */
type Given = z.output<typeof kept>;

/** What became of a setting: days, null for ever; and the disposal, where an archive begins or ends. */
interface Changed {
  readonly before: number | null;
  readonly after: number | null;
  readonly disposal?: { readonly before: Disposal | null; readonly after: Disposal | null };
}

/** Changes the settings of the kinds that are named. Returns what is different now, by kind. Throws 400 where there can be no archive. */
export async function changeSettings(
  unit: Unit,
  given: Readonly<Partial<Record<RetentionKind, Given>>>,
  by: Author,
): Promise<Readonly<Record<string, Changed>>> {
  const settings = new Map((await listRetention(unit.tx, unit.account.id)).map((each) => [each.kind, each]));
  const detail: Record<string, Changed> = {};
  for (const kind of RETENTION_KINDS) {
    const wanted = given[kind];
    if (wanted === undefined) continue;
    const before = settings.get(kind) ?? null;
    const after = settingOf(wanted, before);
    if (after?.disposal === 'ARCHIVE') await openFor(unit, kind);
    if (before?.days === after?.days && before?.disposal === after?.disposal) continue;
    await keepFor(unit, kind, after, by);
    detail[kind] = changed(before, after);
  }
  return detail;
}

function settingOf(given: Given, before: Setting | null): Setting | null {
  if (given === null) return null;
  const { days, disposal } = typeof given === 'number' ? { days: given } : given;
  return { days, disposal: disposal ?? before?.disposal ?? 'DELETE' };
}

function changed(before: Setting | null, after: Setting | null): Changed {
  const days = { before: before?.days ?? null, after: after?.days ?? null };
  const disposal = { before: before?.disposal ?? null, after: after?.disposal ?? null };
  const isOfArchive = disposal.before === 'ARCHIVE' || disposal.after === 'ARCHIVE';
  return isOfArchive && disposal.before !== disposal.after ? { ...days, disposal } : days;
}

/** Makes the archive of a kind when it is asked for: who may not is told so then. */
async function openFor({ tx }: Unit, kind: RetentionKind): Promise<void> {
  try {
    for (const table of tablesOf(kind)) await openArchive(tx, table);
  } catch (error) {
    if (!(error instanceof ArchiveRefused)) throw error;
    throw refused(
      `${kind}.disposal`,
      'NO_ARCHIVE',
      `${kind}.disposal cannot be "ARCHIVE": ${error.message}.`,
    );
  }
}
