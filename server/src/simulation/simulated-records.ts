import { type AssociationKind, type RecordImage, type RecordRef, recordKey } from '@millrace/core/record';
import type { RecordSource } from '../effects/index.ts';
import { selectRecentValues, type ValuesRow } from '../history/index.ts';
import { selectListsOf } from '../lists/index.ts';
import type { SimulatedAnswers } from './simulated-answers.ts';
import type { SimulatedState } from './state.ts';

/** The records of a simulation, for what tells of them to the outside world. */
export function simulatedRecords(state: SimulatedState, answers: SimulatedAnswers): RecordSource {
  const images = async (refs: readonly RecordRef[]): Promise<Map<string, RecordImage>> => {
    const workspace = state.begin();
    await answers.answer(
      workspace,
      refs.map((ref) => ({ kind: 'record', ref, toWrite: false })),
    );
    return new Map(
      refs.flatMap((ref) => {
        const image = workspace.world.record(ref);
        return image ? [[recordKey(ref), image] as const] : [];
      }),
    );
  };
  const stored = (ids: readonly string[], objectTypeId: string) =>
    ids.filter((id) => !state.isCreated({ objectTypeId, id }));
  return {
    async named(refs) {
      const found = await images(refs);
      for (const [key, { objectTypeId, mergedInto }] of found) {
        if (!mergedInto) continue;
        const [heir] = (await images([{ objectTypeId, id: mergedInto }])).values();
        if (heir) found.set(key, heir);
      }
      return found;
    },
    async linked(questions) {
      const workspace = state.begin();
      const asks = questions.map(
        ({ from, kind }) => ({ kind: 'associated', from, association: kind }) as const,
      );
      await answers.answer(workspace, asks);
      return questions.map(({ from, kind }: { from: RecordRef; kind: AssociationKind }) => ({
        ...{ from, kind },
        ids: workspace.world.associated(from, kind) ?? [],
      }));
    },
    async recentValues(objectTypeId, ids) {
      const { tx, account } = answers.unit;
      const rows = await selectRecentValues(tx, account.id, objectTypeId, stored(ids, objectTypeId));
      const own = state.changes.flatMap(({ ref, kind, after, at, source }): ValuesRow[] => {
        const tells = ref.objectTypeId === objectTypeId && ids.includes(ref.id);
        if (!tells || !after || (kind !== 'created' && kind !== 'updated')) return [];
        return [{ recordId: ref.id, values: after as ValuesRow['values'], at, source }];
      });
      return [...own.reverse(), ...rows];
    },
    async listsOf(ids) {
      const { tx, account, now } = { ...answers.unit, now: answers.now };
      const rows = await selectListsOf(tx, account.id, stored(ids, CONTACT));
      return ids.flatMap((recordId) => {
        const said = state.memberships({ objectTypeId: CONTACT, id: recordId });
        const isSaid = new Set(said.map(({ list }) => list));
        return [
          ...rows.filter((row) => row.recordId === recordId && !isSaid.has(row.listId)),
          ...said
            .filter(({ list, isMember }) => isMember && /^\d+$/.test(list))
            .map(({ list }) => ({ recordId, listId: list, listVersion: 1, joinedAt: now })),
        ];
      });
    },
  };
}

/** Lists are told of contacts alone. */
const CONTACT = '0-1';
