import { type Pipeline, type PipelineStage, STANDARD_PIPELINES } from '../standard/pipelines.ts';

/** The pipelines of an account: its own, and the standard ones unless it has a copy under their id. */
export class PipelineBook {
  readonly #all = new Map<string, readonly Pipeline[]>();
  readonly #live = new Map<string, readonly Pipeline[]>();

  constructor(rows: readonly { readonly objectTypeId: string; readonly pipeline: Pipeline }[]) {
    const own = Map.groupBy(rows, (row) => row.objectTypeId);
    for (const objectTypeId of new Set([...STANDARD_PIPELINES.keys(), ...own.keys()])) {
      const pipelines = (own.get(objectTypeId) ?? []).map(({ pipeline }) => pipeline);
      const all = withStandard(STANDARD_PIPELINES.get(objectTypeId) ?? [], pipelines);
      this.#all.set(objectTypeId, all);
      this.#live.set(objectTypeId, all.filter(isLive).map(withLiveStages));
    }
  }

  all(objectTypeId: string): readonly Pipeline[] {
    return this.#all.get(objectTypeId) ?? [];
  }

  live(objectTypeId: string): readonly Pipeline[] {
    return this.#live.get(objectTypeId) ?? [];
  }
}

/** In display order. */
export function inOrder<T extends { readonly displayOrder: number; readonly label: string }>(
  items: readonly T[],
): T[] {
  return [...items].sort((a, b) => a.displayOrder - b.displayOrder || (a.label < b.label ? -1 : 1));
}

/** Standard ones first: a new record goes into the first, whatever pipelines the account adds. */
function withStandard(standard: readonly Pipeline[], own: readonly Pipeline[]): Pipeline[] {
  const copies = new Map(own.map((pipeline) => [pipeline.id, pipeline]));
  const standardIds = new Set(standard.map(({ id }) => id));
  return [
    ...standard.map((pipeline) => copies.get(pipeline.id) ?? pipeline),
    ...inOrder(own.filter(({ id }) => !standardIds.has(id))),
  ];
}

function isLive({ archivedAt }: Pipeline | PipelineStage): boolean {
  return archivedAt === null;
}

function withLiveStages(pipeline: Pipeline): Pipeline {
  return { ...pipeline, stages: inOrder(pipeline.stages.filter(isLive)) };
}
