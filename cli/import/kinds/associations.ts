import type { Answer } from '@millrace/client';
import { isOfOneThing, sayRefusal, whyNot } from '../bring.ts';
import type { Importing, RecordType } from '../importing.ts';
import { eachPage } from '../pages.ts';
import { typesOfRecords } from '../record-types.ts';
import { BATCH, TargetIds } from '../source-id.ts';

type Linked =
  Answer<'POST /crm/v4/associations/{fromObjectType}/{toObjectType}/batch/read'>['results'][number];
type ReadError = NonNullable<
  Answer<'POST /crm/v4/associations/{fromObjectType}/{toObjectType}/batch/read'>['errors']
>[number];
type AssociationType = Linked['to'][number]['associationTypes'][number];

/** An association of the source. */
interface Link {
  readonly from: string;
  readonly to: string;
  readonly types: readonly AssociationType[];
}

const WHAT = 'associations';

/** Associations between the records of the types that are taken, each pair of types from one end: the other comes with it. */
export async function bringAssociations(importing: Importing): Promise<void> {
  if (importing.mode === 'LOOK') return;
  const types = (await typesOfRecords(importing)).filter(({ targetId }) => targetId !== undefined);
  const ids = new TargetIds(importing);
  for (const [at, from] of types.entries()) {
    let done = 0;
    await eachPage(
      importing,
      from,
      { work: `associations of ${from.name}`, properties: [] },
      async (records) => {
        for (const to of types.slice(at))
          await bringLinks(
            importing,
            { from, to, ids },
            records.map(({ id }) => id),
          );
        done += records.length;
        importing.progress.say(`associations of ${from.name}: ${done}`);
      },
    );
  }
}

interface Ends {
  readonly from: RecordType;
  readonly to: RecordType;
  readonly ids: TargetIds;
}

async function bringLinks(importing: Importing, ends: Ends, ids: readonly string[]): Promise<void> {
  const { from, to } = ends;
  const links = await linksOf(importing.source, from.sourceId, to.sourceId, ids, (error) =>
    importing.report.refused(WHAT, nameOf(error.context), `${from.name} to ${to.name}`, sayRefusal(error)),
  );
  if (links.length === 0) return;
  const fromIds = await ends.ids.of(
    from,
    links.map((link) => link.from),
  );
  const toIds = await ends.ids.of(
    to,
    links.map((link) => link.to),
  );
  const wanted = links.flatMap((link) => {
    const ends = { from: fromIds.get(link.from), to: toIds.get(link.to) };
    return ends.from === undefined || ends.to === undefined
      ? []
      : [{ ...link, from: ends.from, to: ends.to }];
  });
  if (wanted.length === 0) return;
  const there = new Map(
    (
      await linksOf(importing.target, from.targetId!, to.targetId!, [
        ...new Set(wanted.map((link) => link.from)),
      ])
    ).map((link) => [`${link.from} ${link.to}`, new Set(link.types.map(({ typeId }) => typeId))]),
  );
  const inputs = wanted.flatMap((link) => {
    const present = there.get(`${link.from} ${link.to}`);
    const types = link.types
      .flatMap((type) => typeFor(importing, ends, type))
      .filter(({ associationTypeId }) => !present?.has(associationTypeId));
    if (types.length === 0) importing.report.count(WHAT, 'there', 1);
    return types.length === 0 ? [] : [{ from: { id: link.from }, to: { id: link.to }, types }];
  });
  await write(importing, ends, inputs);
}

/** All associations of these records with those of a type. One with more than fit into an answer is asked for again, from where it ended. */
async function linksOf(
  target: Importing['source'],
  fromObjectType: string,
  toObjectType: string,
  ids: readonly string[],
  onError: (error: ReadError) => void = () => undefined,
): Promise<readonly Link[]> {
  const links: Link[] = [];
  let inputs: { id: string; after?: string }[] = ids.map((id) => ({ id }));
  while (inputs.length > 0) {
    const more: typeof inputs = [];
    for (let at = 0; at < inputs.length; at += BATCH) {
      const { results, errors = [] } = await target.call(
        'POST /crm/v4/associations/{fromObjectType}/{toObjectType}/batch/read',
        { path: { fromObjectType, toObjectType }, body: { inputs: inputs.slice(at, at + BATCH) } },
      );
      // What has no associations may be answered as an error of its own, which says nothing else.
      for (const error of errors) if (error.category !== 'OBJECT_NOT_FOUND') onError(error);
      for (const { from, to, paging } of results) {
        links.push(
          ...to.map((end) => ({ from: from.id, to: String(end.toObjectId), types: end.associationTypes })),
        );
        if (paging?.next?.after !== undefined) more.push({ id: from.id, after: paging.next.after });
      }
    }
    inputs = more;
  }
  return links;
}

/** Kinds of associations are the same everywhere, but for those that an account has made itself. */
function typeFor(
  { state, report }: Importing,
  { from, to }: Ends,
  { category, typeId, label }: AssociationType,
): readonly Spec[] {
  if (category !== 'USER_DEFINED') return [{ associationCategory: category, associationTypeId: typeId }];
  const known = state.idOf('association', String(typeId));
  if (known !== undefined) return [{ associationCategory: category, associationTypeId: Number(known) }];
  const name = `${from.name} to ${to.name}: ${label ?? typeId}`;
  report.refused(WHAT, String(typeId), name, 'the label has not been taken, nor what is associated by it');
  return [];
}

interface Input {
  from: { id: string };
  to: { id: string };
  types: Spec[];
}

interface Spec {
  associationCategory: AssociationType['category'];
  associationTypeId: number;
}

async function write(
  importing: Importing,
  { from, to }: Pick<Ends, 'from' | 'to'>,
  inputs: readonly Input[],
): Promise<void> {
  const { target, report } = importing;
  const path = { fromObjectType: from.targetId!, toObjectType: to.targetId! };
  for (let at = 0; at < inputs.length; at += BATCH) {
    const chunk = inputs.slice(at, at + BATCH);
    try {
      const call = 'POST /crm/v4/associations/{fromObjectType}/{toObjectType}/batch/create';
      const { errors = [] } = await target.call(call, { path, body: { inputs: chunk } });
      report.count(WHAT, 'made', chunk.length - errors.length);
      for (const error of errors) report.refused(WHAT, nameOf(error.context), null, sayRefusal(error));
    } catch (error) {
      if (!isOfOneThing(error)) throw error;
      if (chunk.length > 1) for (const input of chunk) await write(importing, { from, to }, [input]);
      else report.refused(WHAT, `${chunk[0]!.from.id} to ${chunk[0]!.to.id}`, null, whyNot(error));
    }
  }
}

function nameOf(context: Readonly<Record<string, readonly string[]>>): string {
  return Object.values(context).flat().join(' to ') || '?';
}
