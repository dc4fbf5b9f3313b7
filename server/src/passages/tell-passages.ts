import type { Unit } from '../history/index.ts';

/** Tells those who look at passages, or at the counts of their flows, that they have gone on. */
export function tellOfPassages(
  { tell }: Unit,
  passages: readonly { readonly flowId: string; readonly enrollmentId: string }[],
): void {
  tell(() => [
    ...[...new Set(passages.map(({ flowId }) => flowId))].flatMap((flowId) =>
      ['flows', `flow:${flowId}`].map((topic) => ({ topic, kind: 'counts' as const, about: { flowId } })),
    ),
    ...passages.map(({ flowId, enrollmentId }) => ({
      topic: `enrollment:${enrollmentId}`,
      kind: 'enrollment' as const,
      about: { id: enrollmentId, flowId },
    })),
  ]);
}
