import type { Among, Narrowing } from '@millrace/core/criteria';
import type { CrmSchema, SearchIndex } from '@millrace/core/crm';
import { valueKey } from './keys.ts';
import type { Measured } from './plan.ts';
import type { Probe, WantedIndex } from './probes.ts';
import { valueKind } from './value-kind.ts';

/** Parts of indexes that criteria narrow to, as far as there are indexes; and those that there might be. */
export type Places =
  | { readonly is: 'PART'; readonly probe: Probe }
  | { readonly is: 'MISSING'; readonly wanted: WantedIndex; readonly rank: number }
  | { readonly is: 'ANYWHERE' }
  | { readonly is: 'ALL' | 'ANY'; readonly parts: readonly Places[] };

/** A choice of parts: everything is in one of them. */
export interface Chosen {
  readonly entries: number;
  readonly probes: readonly Probe[];
}

export function placesOf(narrowing: Narrowing, schema: CrmSchema, objectTypeId: string): Places {
  switch (narrowing.is) {
    case 'ALL':
    case 'ANY':
      return {
        is: narrowing.is,
        parts: narrowing.parts.map((part) => placesOf(part, schema, objectTypeId)),
      };
    case 'VALUES':
    case 'RANGE':
      return placeOf(narrowing, schema, objectTypeId);
  }
}

function placeOf(among: Among, schema: CrmSchema, objectTypeId: string): Places {
  const { property } = among;
  const definition = schema.properties(objectTypeId).get(property);
  if (!definition) return { is: 'ANYWHERE' };
  const { compares } = valueKind(definition);
  // A property of one choice is compared as it is written; values that join several stand apart.
  if (compares !== among.as && !(among.as === 'CHOICES' && compares === 'EXACT')) return { is: 'ANYWHERE' };
  const index = schema
    .searchIndexes(objectTypeId)
    .find((each) => each.property === property && each.kind === 'VALUES' && each.compares === compares);
  if (index?.state === 'READY') return { is: 'PART', probe: probeOf(among, index) };
  if (index || definition.type === 'bool') return { is: 'ANYWHERE' };
  return { is: 'MISSING', wanted: { property, kind: 'VALUES' }, rank: rankOf(among) };
}

/** Which of several indexes is to be made: one that leads to the fewest, as far as that can be guessed. */
function rankOf({ is, as }: Among): number {
  if (is === 'RANGE') return 3;
  return as === 'CHOICES' ? 2 : 1;
}

/** After every text that begins like another. */
const LAST = '\u{10ffff}';

function probeOf(among: Among, index: SearchIndex): Probe {
  const { id, compares } = index;
  const keyOf = (value: string) => valueKey(compares, value);
  const probe = { indexIds: [id], isExact: false, isOfWords: false, isRepeated: true, isOneValue: false };
  if (among.is === 'VALUES') {
    const keys = [...new Set(among.values.flatMap((value) => keyOf(value) ?? []))];
    return {
      ...probe,
      valuesSql: (bind) => `v.value = any(${bind(keys, 'text[]')})`,
      ...(among.as === 'CHOICES' && compares === 'EXACT'
        ? { othersSql: "position(';' in v.value) > 0" }
        : {}),
    };
  }
  const from = among.from === null ? undefined : keyOf(among.from);
  const to = among.to === null ? undefined : keyOf(among.to);
  return {
    ...probe,
    valuesSql(bind) {
      const sides = [
        ...(from === undefined ? [] : [`v.value >= ${bind(from, 'text')}`]),
        ...(to === undefined ? [] : [`v.value <= ${bind(`${to}${LAST}`, 'text')}`]),
      ];
      return sides.join(' and ') || 'true';
    },
  };
}

export function probesIn(places: Places): readonly Probe[] {
  switch (places.is) {
    case 'PART':
      return [places.probe];
    case 'ALL':
    case 'ANY':
      return places.parts.flatMap(probesIn);
    default:
      return [];
  }
}

/** The parts to look into: of all that everything is in the smallest. Null where nothing leads to it. */
export function chosen(places: Places, measured: ReadonlyMap<Probe, Measured>): Chosen | null {
  switch (places.is) {
    case 'PART':
      return { entries: measured.get(places.probe)!.entries, probes: [places.probe] };
    case 'ALL': {
      const known = places.parts.flatMap((part) => chosen(part, measured) ?? []);
      return known.toSorted((a, b) => a.entries - b.entries)[0] ?? null;
    }
    case 'ANY': {
      const known = places.parts.flatMap((part) => chosen(part, measured) ?? []);
      if (known.length < places.parts.length) return null;
      return {
        entries: known.reduce((sum, { entries }) => sum + entries, 0),
        probes: known.flatMap(({ probes }) => probes),
      };
    }
    default:
      return null;
  }
}

/** The fewest indexes that would lead to everything, where nothing does; null where none can. */
export function missingOf(
  places: Places,
): { readonly wanted: readonly WantedIndex[]; readonly rank: number } | null {
  switch (places.is) {
    case 'PART':
      return { wanted: [], rank: 0 };
    case 'MISSING':
      return { wanted: [places.wanted], rank: places.rank };
    case 'ANYWHERE':
      return null;
    case 'ALL':
      return (
        places.parts.flatMap((part) => missingOf(part) ?? []).toSorted((a, b) => a.rank - b.rank)[0] ?? null
      );
    case 'ANY': {
      const parts = places.parts.map(missingOf);
      const known = parts.filter((part) => part !== null);
      if (known.length < parts.length) return null;
      return {
        wanted: known.flatMap(({ wanted }) => wanted),
        rank: known.reduce((sum, { rank }) => sum + rank, 0),
      };
    }
  }
}
