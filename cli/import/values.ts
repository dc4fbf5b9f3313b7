import { createHash } from 'node:crypto';
import { isWritable, type Property } from './property-definition.ts';
import type { State } from './state.ts';

/** What the values of a property are the ids of: things that have other ids on the target. */
type Named = 'owner' | 'team' | 'user' | 'pipeline' | 'stage' | 'record';

const NAMED: Readonly<Record<string, Named>> = {
  hubspot_owner_id: 'owner',
  hubspot_team_id: 'team',
  hs_assignee_user_id: 'user',
  created_by: 'user',
  pipeline: 'pipeline',
  hs_pipeline: 'pipeline',
  dealstage: 'stage',
  hs_pipeline_stage: 'stage',
  associatedcompanyid: 'record',
  hs_parent_company_id: 'record',
  hs_pinned_engagement_id: 'record',
  hs_call_callee_object_id: 'record',
  hs_product_id: 'record',
  hs_queue_membership_ids: 'record',
};

/** Where a value that is not known is left out, since it would mean somebody else; a stage that is not known is refused by its name. */
const LEFT_OUT: ReadonlySet<Named> = new Set(['owner', 'team', 'user']);

/** Which properties of a type are taken. */
export interface Taking {
  readonly names: readonly string[];
  /** Calculated, or kept by the server. */
  readonly kept: readonly string[];
  /** Those that name records: their associations say the same. */
  readonly naming: readonly string[];
  /** Of which properties values are taken, in 8 digits: with one more, what the source has not changed is taken anew. */
  readonly width: string;
  /** The values that are written, and what could not be named. */
  valuesOf(values: Readonly<Record<string, string | null>>): Values;
}

interface Values {
  readonly properties: Readonly<Record<string, string>>;
  /** Such as `owner 12`. */
  readonly missing: readonly string[];
}

/** What is taken of the properties of the source, by what can be written on the target. */
export function takingOf(state: State, source: readonly Property[], target: readonly Property[]): Taking {
  const there = new Map(target.map((property) => [property.name, property]));
  const kinds = new Map(source.map((property) => [property.name, kindOf(property)]));
  const canBeWritten = (name: string) => {
    const found = there.get(name);
    return found !== undefined && isWritable(found);
  };
  const all = source.map(({ name }) => name);
  const names = all.filter((name) => canBeWritten(name) && kinds.get(name) !== 'record');
  return {
    names,
    kept: all.filter((name) => !canBeWritten(name)),
    naming: all.filter((name) => canBeWritten(name) && kinds.get(name) === 'record'),
    width: createHash('sha256').update(names.toSorted().join()).digest('hex').slice(0, 8),
    valuesOf: (values) => {
      const missing: string[] = [];
      const entries = names.flatMap((name): readonly (readonly [string, string])[] => {
        const value = values[name];
        if (value === undefined || value === null || value === '') return [];
        const kind = kinds.get(name);
        if (kind === undefined) return [[name, value]];
        const known = state.idOf(kind, value);
        if (known === undefined && LEFT_OUT.has(kind)) missing.push(`${kind} ${value}`);
        if (known === undefined) return LEFT_OUT.has(kind) ? [] : [[name, value]];
        return [[name, known]];
      });
      return { properties: Object.fromEntries(entries), missing };
    },
  };
}

function kindOf({ name, referencedObjectType }: Property): Named | undefined {
  if (Object.hasOwn(NAMED, name)) return NAMED[name];
  if (referencedObjectType === undefined || referencedObjectType === '') return undefined;
  return referencedObjectType === 'OWNER' ? 'owner' : 'record';
}
