import type { ObjectType, PropertyValues } from '../../../crm/index.ts';
import type { SingleConnectionAction } from '../../definition/index.ts';
import type { Outcome, RunContext } from '../../engine/index.ts';
import type { Resolved } from '../../values/index.ts';
import { type CompileContext, type Misconfigured, misconfigured, type Run } from '../action-type.ts';
import { loopPrevented, makeRecord } from './make-record.ts';
import { linkPlan, type PlannedItem } from './record-links.ts';

/** An activity that an action puts on a record: a task, a note. */
export interface Activity {
  readonly objectTypeId: string;
  readonly associations: readonly PlannedItem[];
  /** Whether it is linked to `associations` alone. */
  readonly isExplicit: boolean;
  /** The values of its properties, for one enrollment. */
  readonly valuesOf: (run: RunContext) => ValuesResolved;
  /** What else is done once it is made. */
  readonly afterwards?: (made: Done, run: RunContext) => Outcome;
}

export type ValuesResolved =
  | { readonly kind: 'values'; readonly values: PropertyValues }
  | Exclude<Resolved, { kind: 'value' }>;

type Done = Extract<Outcome, { kind: 'done' }>;

/** Compiles an action that makes an activity: a record like others, linked to the enrolled one unless told otherwise. */
export function makeActivity(
  { objectTypeId, associations, isExplicit, valuesOf, afterwards }: Activity,
  { connection }: SingleConnectionAction,
  context: CompileContext,
): Run | Misconfigured {
  const type = context.schema.objectType(objectTypeId)!;
  const plan = linkPlan(associations, isExplicit, type, context);
  if (!plan.ok) return misconfigured(plan.problems);
  return (run) => {
    const prevented = isOfItsOwn(type, context) ? loopPrevented(run, context) : null;
    if (prevented) return prevented;
    const resolved = valuesOf(run);
    if (resolved.kind !== 'values') return resolved;
    const made = makeRecord(run, connection, { type, values: resolved.values, links: plan.links }, context);
    return made.kind === 'done' && afterwards ? afterwards(made, run) : made;
  };
}

/** A flow over tasks that makes tasks could go on for ever; one over contacts cannot. */
function isOfItsOwn({ id }: ObjectType, { objectTypeId }: CompileContext): boolean {
  return id === objectTypeId;
}

/** The values of properties from what was resolved for each; the first that cannot be told decides. */
export function valuesFrom(resolved: Readonly<Record<string, Resolved>>): ValuesResolved {
  const values: Record<string, string | null> = {};
  for (const [name, each] of Object.entries(resolved)) {
    if (each.kind !== 'value') return each;
    values[name] = each.value;
  }
  return { kind: 'values', values };
}
