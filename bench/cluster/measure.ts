import { type Child, startChild } from '../place/child.ts';
import { type ChosenDatabases, SIDES, type Side } from './databases.ts';
import type { SideNodes } from './side-nodes.ts';
import type { Pieces, SideQuestion } from './side-question.ts';
import { WORKS, type WorkName } from './works.ts';

/** What a piece of a work took on one side, in milliseconds. */
export interface Piece {
  readonly ms: number;
  readonly nodeCpuMs: number;
  /** Of PostgreSQL: of a cluster the coordinator's first, then the workers'; undefined where not all nodes are to be seen. */
  readonly databaseCpuMs: readonly number[] | undefined;
}

/** Both sides of one work in one run. */
export type Measured = Readonly<Record<Side, Piece>>;

type Nodes = Readonly<Record<Side, SideNodes>>;

/** Each work on both sides, one right after the other, in every run; the order is turned with each run, so that nobody is always first. */
export async function measureByTurns(
  databases: ChosenDatabases,
  nodes: Nodes,
  { contacts, runs }: { readonly contacts: number; readonly runs: number },
  tell: (work: WorkName, both: Measured) => void,
): Promise<void> {
  const children = new Map<Side, Child>();
  const ask = <Answer>(side: Side, question: SideQuestion) => children.get(side)!.ask<Answer>(question);
  try {
    for (const side of SIDES) {
      children.set(side, startChild(new URL('side.ts', import.meta.url), side));
      await ask(side, { open: databases[side].address });
    }
    for (let run = 0; run < runs; run++) {
      const sides = run % 2 === 0 ? SIDES : SIDES.toReversed();
      for (const side of sides) await ask(side, { begin: `Run ${run + 1}`, contacts });
      for (const { name } of WORKS) {
        const both: Partial<Record<Side, Piece>> = {};
        for (const side of sides)
          both[side] = await pieceOf(nodes[side], () => ask<Pieces>(side, { work: name }));
        tell(name, both as Measured);
        // What comes after the first contacts is planned by what is known of them.
        if (name === 'contacts') for (const side of sides) await ask(side, { settle: true });
      }
    }
  } finally {
    await Promise.all([...children.values()].map((child) => child.stop()));
  }
}

async function pieceOf(nodes: SideNodes, work: () => Promise<Pieces>): Promise<Piece> {
  const before = await nodes.seconds();
  const { count, ms, nodeCpuMs } = await work();
  const after = await nodes.seconds();
  return {
    ms: ms / count,
    nodeCpuMs: nodeCpuMs / count,
    databaseCpuMs: before && after?.map((seconds, index) => ((seconds - before[index]!) * 1_000) / count),
  };
}
