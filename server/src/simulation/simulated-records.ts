import { type AssociationKind, type RecordImage, type RecordRef, recordKey } from '@millrace/core/record';
import { readMailSettings } from '../accounts/index.ts';
import type { RecordSource } from '../effects/index.ts';
import { selectSubmissionsOf } from '../forms/index.ts';
import { selectRecentValues, type Unit, type ValuesRow } from '../history/index.ts';
import { selectAllLists, selectListsOf } from '../lists/index.ts';
import { loadEmails } from '../mail/index.ts';
import type { SimulatedAnswers } from './simulated-answers.ts';
import type { SimulatedState } from './state.ts';

/** The records of a simulation, for what tells of them to the outside world. What is stored of them is read once. */
export function simulatedRecords(state: SimulatedState, answers: SimulatedAnswers): RecordSource {
  const rows = new Map<string, Promise<unknown>>();
  const kept = <T>(key: string, load: (unit: Unit) => Promise<T>): Promise<T> => {
    const known = rows.get(key) ?? load(answers.unit);
    rows.set(key, known);
    return known as Promise<T>;
  };
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
        from,
        kind,
        ids: workspace.world.associated(from, kind) ?? [],
      }));
    },
    async recentValues(objectTypeId, ids) {
      const rows = await kept(`values ${objectTypeId} ${ids}`, ({ tx, account }) =>
        selectRecentValues(tx, account.id, objectTypeId, stored(ids, objectTypeId)),
      );
      const own = state.changes.flatMap(({ ref, kind, after, at, source }): ValuesRow[] => {
        const tells = ref.objectTypeId === objectTypeId && ids.includes(ref.id);
        if (!tells || !after || (kind !== 'created' && kind !== 'updated')) return [];
        return [{ recordId: ref.id, values: after as ValuesRow['values'], at, source }];
      });
      // In a simulation of the past, what came later is not known.
      return [...own.reverse(), ...rows.filter(({ at }) => at <= answers.now)];
    },
    async listsOf(ids) {
      const rows = await kept(`lists ${ids}`, ({ tx, account }) =>
        selectListsOf(tx, account.id, stored(ids, CONTACT)),
      );
      const lists = await kept('all lists', ({ tx, account }) => selectAllLists(tx, account.id));
      const asks = ids.flatMap((id) =>
        lists
          .filter(({ objectTypeId }) => objectTypeId === CONTACT)
          .map(
            (list) => ({ kind: 'membership', ref: { objectTypeId: CONTACT, id }, list: list.id }) as const,
          ),
      );
      const workspace = state.begin();
      await answers.answer(workspace, asks);
      return asks.flatMap((ask) => {
        if (workspace.answer(ask) !== true) return [];
        const { ref, list: listId } = ask;
        const row = rows.find((each) => each.recordId === ref.id && each.listId === listId);
        const said = state.memberships(ref).find(({ list }) => list === listId);
        // Of a list that is kept by filters it is not known when the record came to meet them.
        const joinedAt = said?.at ?? row?.joinedAt ?? answers.now;
        return [{ recordId: ref.id, listId, listVersion: row?.listVersion ?? 1, joinedAt }];
      });
    },
    submissionsOf: (ids, most) =>
      kept(`submissions ${ids} ${most}`, ({ tx, account }) =>
        selectSubmissionsOf(tx, account.id, stored(ids, CONTACT), most),
      ),
    async emails(ids) {
      const emails = await Promise.all(
        ids.map((id) => kept(`email ${id}`, ({ tx, account }) => loadEmails(tx, account.id, [id]))),
      );
      return new Map(emails.flatMap((found) => [...found]));
    },
    mailSettings: () => kept('settings of mails', ({ tx, account }) => readMailSettings(tx, account.id)),
    schema: async () => answers.unit.schema,
  };
}

/** Lists are told of contacts alone. */
const CONTACT = '0-1';
