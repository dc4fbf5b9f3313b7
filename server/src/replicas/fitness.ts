import { ApiError, codeOf, DatabaseUnavailable, tookTooLong } from '../platform/index.ts';
import type { Primary, Server } from './position.ts';

/** Why a server is not read from. */
export interface Unfit {
  readonly reason: string;
  /** Whether no waiting cures it: the setting is wrong. */
  readonly isMistake: boolean;
}

/** A server that was looked at. */
export interface Looked extends Server {
  readonly origin: string;
  /** How old at most what one reads there is; null where it is older than is known. */
  readonly lagMs: number | null;
  /** Whether it was where its primary had not been. */
  readonly wasAhead: boolean;
}

/** Why a server is not read from; null when it is. */
export function whyUnfit(looked: Looked, primary: Primary, lagMsMax: number): Unfit | null {
  if (looked.origin !== primary.origin)
    return {
      reason:
        'this database is no copy of the one that MILLRACE_DATABASE_URL names. Name hosts that follow it by streaming replication, and the same database.',
      isMistake: true,
    };
  if (isAnother(looked, primary)) return astray('It takes writes, and is not the primary.');
  if (looked.wasAhead) return astray('It follows another server than the primary.');
  if (looked.position === null) return astray('It does not say how far it is.');
  if (looked.lagMs === null || looked.lagMs > lagMsMax)
    return astray(`It is further behind the primary than ${lagMsMax} ms.`);
  return null;
}

const astray = (reason: string): Unfit => ({ reason, isMistake: false });

/** Why a server that does not answer is not read from. */
export function whyAway(error: Error): Unfit {
  const isMistake = MISTAKES.has(codeOf(error) ?? '');
  return {
    reason: isMistake ? `${error.message} Correct the user, the password or the name.` : error.message,
    isMistake,
  };
}

/** What no waiting cures: the user, the password, the name of the database. */
const MISTAKES = new Set(['28000', '28P01', '3D000']);

/** Whether a server that takes writes is not the one that we write to: what was the primary before another was promoted. */
export function isAnother(
  { isStandby, startedAt }: Pick<Server, 'isStandby' | 'startedAt'>,
  primary: Pick<Primary, 'startedAt'>,
): boolean {
  return !isStandby && startedAt !== primary.startedAt;
}

/**
 * Why the primary is asked for what a replica did not answer well: it was `refused`, perhaps since the replica is behind, or it `failed`, as where rows
 * went that it still read. Null for what takes too long, there as anywhere.
 */
export function whyAgain(error: unknown): 'refused' | 'failed' | null {
  if (tookTooLong(error)) return null;
  if (!(error instanceof ApiError)) return 'failed';
  if (error.status === TIMEOUT) return null;
  return error.status < 500 ? 'refused' : 'failed';
}

const TIMEOUT = 504;

/** PostgreSQL's code for a write where nothing can be written: a bug of whoever said that a request only reads. */
const READ_ONLY = '25006';

export function isWrite(error: unknown): boolean {
  return codeOf(error) === READ_ONLY;
}

/** Whether a replica may be gone: it is looked at at once. */
export function mayBeGone(error: unknown): boolean {
  return error instanceof DatabaseUnavailable;
}
