import type { Reads } from '@millrace/core/criteria';
import { type Ask, type FlowProgram, prepareSubject, Workspace } from '@millrace/core/flow';
import { World } from '@millrace/core/record';
import { answerAsks } from '../actions/index.ts';
import type { Unit } from '../history/index.ts';
import { loadFlowIndex } from './flow-index.ts';
import { type FlowTriggers, readsOf } from './flow-triggers.ts';
import { type SeenChange, seeChanges } from './images.ts';
import { type Around, type Match, match } from './match.ts';
import type { LoggedChange } from './queries.ts';

/** A change that means something to a flow. */
export interface MatchedFlow {
  readonly change: LoggedChange;
  readonly program: FlowProgram;
  readonly match: Match;
}

/** Records are reached over one association; what is asked for is there after this many rounds, or a bug. */
const ROUNDS_MAX = 6;

/** Which flows these changes mean something to, in the order of the changes. A constant number of statements. */
export async function matchChanges(unit: Unit, changes: readonly LoggedChange[]): Promise<MatchedFlow[]> {
  const index = await loadFlowIndex(unit.tx, unit.account);
  const concerning = changes.filter((change) => index.concerned(change).length > 0);
  const seen = (await seeChanges(unit, concerning)).filter(({ image }) => image.archivedAt === null);
  const pairs = seen.flatMap((each) =>
    index.concerned(each.change).map((triggers) => ({ seen: each, triggers })),
  );
  const workspace = await loadReads(unit, pairs);
  return pairs.flatMap(({ seen: each, triggers }) => {
    const found = match(triggers, aroundOf(each, triggers, workspace));
    if (!found.first && !found.again && !found.leaves) return [];
    return [{ change: each.change, program: triggers.program, match: found }];
  });
}

interface Pair {
  readonly seen: SeenChange;
  readonly triggers: FlowTriggers;
}

/** Loads what the criteria of these flows read beside the records' own properties. No statement when that is nothing. */
async function loadReads(unit: Unit, pairs: readonly Pair[]): Promise<Workspace> {
  const workspace = new Workspace(new World());
  for (const { seen } of pairs) workspace.loadRecord(seen.image, seen.image, 'read');
  for (let round = 0; round < ROUNDS_MAX; round++) {
    const asks: Ask[] = pairs.flatMap(({ seen, triggers }) =>
      readsOf(triggers).flatMap((reads) => {
        const prepared = prepareSubject(reads, seen.image, workspace, seen.after);
        return prepared.kind === 'needs' ? prepared.asks : [];
      }),
    );
    if (asks.length === 0) return workspace;
    await answerAsks(unit.tx, unit.account.id, workspace, asks);
  }
  throw new Error(`Criteria still lack what they read after ${ROUNDS_MAX} rounds.`);
}

function aroundOf(
  { change, image, before, after }: SeenChange,
  triggers: FlowTriggers,
  workspace: Workspace,
): Around {
  const all = readsOf(triggers);
  const subjectWith = (properties: SeenChange['after']) => {
    const prepared = prepareSubject(all[0] ?? NO_READS, image, workspace, properties);
    if (prepared.kind === 'needs') throw new Error('What criteria read was loaded, and yet is missing.');
    return prepared.subject;
  };
  return { change, before: before && subjectWith(before), after: subjectWith(after) };
}

const NO_READS: Reads = { properties: [], history: [], events: [], lists: [], associations: [], now: false };
