import type { RecordRef } from '@millrace/core/record';
import type { Unit } from '../history/index.ts';

interface Passage {
  readonly flowId: string;
  readonly enrollmentId: string;
  readonly record: RecordRef;
}

/** Tells those who look at passages, at their records, or at the counts of their flows, that they have gone on. */
export function tellOfPassages({ tell }: Unit, passages: readonly Passage[]): void {
  tell(() => [
    ...[...new Set(passages.map(({ flowId }) => flowId))].flatMap((flowId) =>
      ['flows', `flow:${flowId}`].map((topic) => ({ topic, kind: 'counts' as const, about: { flowId } })),
    ),
    ...passages.map(({ flowId, enrollmentId }) => ({
      topic: `enrollment:${enrollmentId}`,
      kind: 'enrollment' as const,
      about: { id: enrollmentId, flowId },
    })),
    ...passages.map(({ record: { objectTypeId, id } }) => ({
      topic: `record:${objectTypeId}/${id}`,
      kind: 'record' as const,
      about: { objectTypeId, id },
    })),
  ]);
}
