import type { EpochMillis } from '../../time/index.ts';
import { narrowedByAll, narrowedByAny } from '../narrowing.ts';
import type { Subject } from '../subject.ts';
import { constantNode, NEVER, type Node } from './node.ts';

/** All parts, or any of them. `decisive` is the answer that one part alone can force. */
export function groupNode(kind: 'ALL' | 'ANY', parts: readonly Node[]): Node {
  const [only] = parts;
  if (only === undefined) return constantNode(kind === 'ALL');
  if (parts.length === 1) return only;
  const decisive = kind === 'ANY';
  const word = kind === 'ALL' ? ' and ' : ' or ';
  const node: Node = {
    met: kind === 'ALL' ? allOf(parts) : anyOf(parts),
    sql: (row, now) => `(${parts.map((part) => part.sql(row, now)).join(word)})`,
    narrows(now) {
      const known = parts.map((part) => part.narrows?.(now));
      return kind === 'ALL' ? narrowedByAll(known) : narrowedByAny(known);
    },
  };
  if (!parts.some((part) => part.holdsUntil)) return node;
  return { ...node, holdsUntil: (subject, now) => groupHoldsUntil(parts, decisive, subject, now) };
}

function allOf(parts: readonly Node[]): Node['met'] {
  return (subject, now) => {
    for (let index = 0; index < parts.length; index++) {
      if (!parts[index]?.met(subject, now)) return false;
    }
    return true;
  };
}

function anyOf(parts: readonly Node[]): Node['met'] {
  return (subject, now) => {
    for (let index = 0; index < parts.length; index++) {
      if (parts[index]?.met(subject, now)) return true;
    }
    return false;
  };
}

/**
 * A decided group holds until the last of its deciding parts changes; an undecided one, until the first of its parts
 * changes.
 */
function groupHoldsUntil(
  parts: readonly Node[],
  decisive: boolean,
  subject: Subject,
  now: EpochMillis,
): EpochMillis {
  let deciding = Number.NEGATIVE_INFINITY;
  let first = NEVER;
  for (const part of parts) {
    const until = part.holdsUntil?.(subject, now) ?? NEVER;
    if (part.met(subject, now) === decisive) {
      if (until === NEVER) return NEVER;
      deciding = Math.max(deciding, until);
    } else first = Math.min(first, until);
  }
  return deciding === Number.NEGATIVE_INFINITY ? first : deciding;
}

export function notNode(part: Node): Node {
  const node: Node = {
    met: (subject, now) => !part.met(subject, now),
    sql: (row, now) => `(${part.sql(row, now)} is not true)`,
  };
  return part.holdsUntil ? { ...node, holdsUntil: part.holdsUntil.bind(part) } : node;
}
