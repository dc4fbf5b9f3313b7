import { isOfOneThing, whyNot } from '../bring.ts';
import { type Importing, type RecordType, stopWhereAsked } from '../importing.ts';
import { typesOfRecords } from '../record-types.ts';
import { TargetIds } from '../source-id.ts';
import { listsOf } from './lists.ts';

/** Members of a list that the original gives at once. */
const PAGE = 100;
const WHAT = 'members of lists';

/** Who is in lists that no filters keep, as far as their records are here. */
export async function bringMembers(importing: Importing): Promise<void> {
  if (importing.mode === 'LOOK') return;
  const types = new Map((await typesOfRecords(importing)).map((type) => [type.sourceId, type]));
  const ids = new TargetIds(importing);
  for (const { id, name, objectTypeId, processingType } of await listsOf(importing.source)) {
    const type = types.get(objectTypeId);
    const listId = importing.state.idOf('list', id);
    if (processingType === 'DYNAMIC' || listId === undefined || type?.targetId === undefined) continue;
    await bringMembersOf(importing, { id, name, listId, type, ids });
  }
}

interface Filling {
  readonly id: string;
  readonly name: string;
  readonly listId: string;
  readonly type: RecordType;
  readonly ids: TargetIds;
}

async function bringMembersOf(importing: Importing, { id, name, listId, type, ids }: Filling): Promise<void> {
  const { source, target, state, report } = importing;
  const work = `members of list ${id}`;
  for (let after = state.pageOf(work); after !== null; ) {
    stopWhereAsked(importing);
    const page = await source.call('GET /crm/v3/lists/{listId}/memberships', {
      path: { listId: id },
      query: { limit: PAGE, after },
    });
    const records = page.results.map(({ recordId }) => String(recordId));
    const known = await ids.of(type, records);
    const missing = records.filter((record) => !known.has(record));
    if (missing.length > 0)
      report.refused(
        WHAT,
        id,
        name,
        `${missing.length} of its members are not here: ${missing.slice(0, 5).join(', ')}`,
      );
    try {
      if (known.size > 0) {
        const { recordsIdsAdded } = await target.call('PUT /crm/v3/lists/{listId}/memberships/add', {
          path: { listId },
          body: [...known.values()],
        });
        report.count(WHAT, 'made', recordsIdsAdded.length);
        report.count(WHAT, 'there', known.size - recordsIdsAdded.length);
      }
    } catch (error) {
      if (!isOfOneThing(error)) throw error;
      report.refused(WHAT, id, name, whyNot(error));
    }
    await report.flush();
    after = page.paging?.next?.after ?? null;
    await state.notePage(work, after);
  }
}
