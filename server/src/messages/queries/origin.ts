import type { Db } from '../../platform/index.ts';

/** The step that a message comes from. */
export interface Origin {
  readonly flowId: string;
  readonly enrollmentId: string;
  readonly actionId: string;
}

/** The steps whose messages are listed. */
export interface OriginFilter {
  /** Of these flows: those that are open to the caller. */
  readonly flowIds: readonly string[];
  readonly flowId?: string | undefined;
  readonly enrollmentId?: string | undefined;
}

/** The condition of a list. */
export function comesFrom(db: Db, { flowIds, flowId, enrollmentId }: OriginFilter) {
  return db`
    flow_id = any(${flowIds as string[]}::bigint[])
    ${flowId === undefined ? db`` : db`and flow_id = ${flowId}`}
    ${enrollmentId === undefined ? db`` : db`and enrollment_id = ${enrollmentId}`}`;
}
