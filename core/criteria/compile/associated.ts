import type { EpochMillis } from '../../time/index.ts';
import type { AssociatedCondition } from '../condition.ts';
import type { Effort } from '../effort.ts';
import { draftThrough } from '../reads.ts';
import type { AssociationSpec, Subject } from '../subject.ts';
import { type Compilation, NEVER, type Node } from './node.ts';

/** Some associated record satisfies the part; with none there, the part may be asked of a record without any value. */
export function associatedNode(
  condition: AssociatedCondition,
  compilation: Compilation,
  compilePart: (compilation: Compilation) => Node | null,
): Node {
  const { association, asEmptyWhenNone, count } = condition;
  if ('property' in association) compilation.reads.properties.add(association.property);
  const reads = draftThrough(compilation.reads, association);
  const { objectTypeId } = association;
  const { effort } = compilation;
  const part = compilePart({ ...compilation, objectTypeId, reads });
  if (reads.now) compilation.reads.now = true;
  if (count) return countNode(association, part, count, effort);
  const nobody: Subject = nobodyOf(objectTypeId);
  const metByNobody = (now: EpochMillis) => asEmptyWhenNone && (part?.met(nobody, now) ?? false);
  const node: Node = {
    met(subject, now) {
      const others = associatedOf(subject, association);
      effort.spend(others.length);
      if (others.length === 0) return metByNobody(now);
      return part === null || others.some((other) => part.met(other, now));
    },
    sql(row, now) {
      const any = row.anyAssociated(association, (other) => part?.sql(other, now) ?? 'true');
      return metByNobody(now) ? `(${any} or not ${row.anyAssociated(association, () => 'true')})` : any;
    },
  };
  if (!part?.holdsUntil) return node;
  return {
    ...node,
    holdsUntil: (subject, now) => anyHoldsUntil(part, associatedOf(subject, association), now),
  };
}

/** Only memberships of lists are counted so far, and time does not change those. */
function countNode(
  association: AssociationSpec,
  part: Node | null,
  { least, most }: { readonly least: number; readonly most: number },
  effort: Effort,
): Node {
  return {
    met(subject, now) {
      const others = associatedOf(subject, association);
      effort.spend(others.length);
      const count = part ? others.filter((other) => part.met(other, now)).length : others.length;
      return count >= least && count <= most;
    },
    sql(row, now) {
      const count = row.countAssociated(association, (other) => part?.sql(other, now) ?? 'true');
      return `(${count} between ${least} and ${most === Number.POSITIVE_INFINITY ? MANY : most})`;
    },
  };
}

/** More records than any is associated with. */
const MANY = Number.MAX_SAFE_INTEGER;

function associatedOf(subject: Subject, association: AssociationSpec): readonly Subject[] {
  if (!subject.associated)
    throw new Error('Associated records are read by the criteria but were not loaded.');
  return subject.associated(association);
}

/** A record without any value, history, event, membership or association. */
function nobodyOf(objectTypeId: string): Subject {
  const none = () => [];
  return {
    objectTypeId,
    id: '',
    properties: {},
    history: none,
    events: none,
    inList: () => false,
    associated: none,
  };
}

/** As long as the last record that satisfies the part does; when none does, until the first comes to. */
function anyHoldsUntil(part: Node, others: readonly Subject[], now: EpochMillis): EpochMillis {
  let met = Number.NEGATIVE_INFINITY;
  let unmet = NEVER;
  for (const other of others) {
    const until = part.holdsUntil?.(other, now) ?? NEVER;
    if (part.met(other, now)) met = Math.max(met, until);
    else unmet = Math.min(unmet, until);
  }
  return met === Number.NEGATIVE_INFINITY ? unmet : met;
}
