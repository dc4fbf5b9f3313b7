import type { TimelineEntry } from '../api/index.ts';

/** An instant at which values of the record changed. */
export interface Mark {
  readonly id: string;
  readonly at: number;
  readonly properties: readonly {
    readonly name: string;
    readonly before: string | null;
    readonly after: string | null;
  }[];
}

/** The changes that bear on what is asked, the latest first; when none does, all changes of values. */
export function marksOf(entries: readonly TimelineEntry[], asked: ReadonlySet<string>): readonly Mark[] {
  const all = entries.flatMap((entry): Mark[] =>
    entry.kind === 'CHANGE' && entry.properties.length > 0
      ? [{ id: entry.id, at: Date.parse(entry.at), properties: entry.properties }]
      : [],
  );
  const bearing = all.flatMap((mark): Mark[] => {
    const properties = mark.properties.filter(({ name }) => asked.has(name));
    return properties.length > 0 ? [{ ...mark, properties }] : [];
  });
  return bearing.length > 0 ? bearing : all;
}
