import type { Condition } from '../condition.ts';
import { isFault } from '../leaf.ts';
import { associatedNode } from './associated.ts';
import { eventNode } from './event.ts';
import { groupNode, notNode } from './group.ts';
import { type Compilation, constantNode, type Node } from './node.ts';
import { problemAt } from './problem.ts';
import { recordLeaf } from './property.ts';

/**
 * Compiles a condition. A part that cannot be evaluated takes the value `unknownAs`, inverted under a negation: so it never
 * makes the whole met, negated or not.
 */
export function compileCondition(condition: Condition, compilation: Compilation, unknownAs: boolean): Node {
  switch (condition.kind) {
    case 'ALL':
    case 'ANY':
      return groupNode(
        condition.kind,
        condition.parts.map((part) => compileCondition(part, compilation, unknownAs)),
      );
    case 'NOT':
      return notNode(compileCondition(condition.part, compilation, !unknownAs));
    case 'PROPERTY': {
      const leaf = recordLeaf(condition, compilation);
      if (isFault(leaf)) {
        problemAt(compilation, condition.path, leaf.fault, leaf.message);
        return constantNode(unknownAs);
      }
      if (leaf.holdsUntil) compilation.reads.now = true;
      return leaf;
    }
    case 'EVENT':
      return eventNode(condition, compilation) ?? constantNode(unknownAs);
    case 'LIST': {
      const { list } = condition;
      compilation.reads.lists.add(list);
      return {
        met(subject) {
          if (!subject.inList)
            throw new Error(`Membership of list ${list} is read by the criteria but was not loaded.`);
          return subject.inList(list);
        },
        sql: (row) => row.inList(list),
      };
    }
    case 'ASSOCIATED': {
      const { part } = condition;
      return associatedNode(
        condition,
        compilation,
        (inner) => part && compileCondition(part, inner, unknownAs),
      );
    }
    case 'CONSTANT':
      return constantNode(condition.met);
    case 'UNKNOWN':
      problemAt(compilation, condition.path, condition.fault, condition.message);
      return constantNode(unknownAs);
  }
}
