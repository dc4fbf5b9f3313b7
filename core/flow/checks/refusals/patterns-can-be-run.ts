import { patternTooLarge } from '../../../criteria/index.ts';
import { type Problem, pathOf } from '../../../problem/index.ts';
import type { FlowDefinition } from '../../definition/index.ts';
import type { FlowCheck } from '../check.ts';

/**
 * Regular expressions of a size that is run. A flow that was saved with a larger one keeps it, may be saved again with it, and is
 * told of what it cannot ask; other patterns that are not run here are no reason to refuse a flow either.
 */
export const patternsCanBeRun: FlowCheck = (flow, previous) => {
  const kept = new Set(previous ? patternsOf(previous.definition).map(({ pattern }) => pattern) : []);
  return patternsOf(flow).flatMap(({ pattern, path }): Problem[] => {
    const message = kept.has(pattern) ? null : patternTooLarge(pattern);
    return message === null ? [] : [{ path, code: 'PATTERN_TOO_LARGE', message: `${path}: ${message}.` }];
  });
};

interface PlacedPattern {
  readonly pattern: string;
  readonly path: string;
}

function patternsOf(flow: FlowDefinition): PlacedPattern[] {
  const exit = flow.type === 'CONTACT_FLOW' ? 'goalFilterBranch' : 'suppressionFilterBranch';
  const filters = flow.type === 'CONTACT_FLOW' ? flow.goalFilterBranch : flow.suppressionFilterBranch;
  return [
    ...patternsIn(flow.enrollmentCriteria, ['enrollmentCriteria'], ''),
    ...patternsIn(filters, [exit], ''),
    ...flow.actions.flatMap((action, index) =>
      action.type === 'LIST_BRANCH'
        ? patternsIn(action.listBranches, ['actions', index, 'listBranches'], '')
        : [],
    ),
  ];
}

/** Trees know their filters' places below their roots (`place`): what was empty in a body is not in the tree any more. */
function patternsIn(value: unknown, root: readonly PropertyKey[], place: string): PlacedPattern[] {
  if (typeof value !== 'object' || value === null) return [];
  if ('operationType' in value) {
    if (value.operationType !== 'REGEX' || !('pattern' in value) || typeof value.pattern !== 'string')
      return [];
    const path = [pathOf(root), place, 'operation.pattern'].filter((part) => part !== '').join('.');
    return [{ pattern: value.pattern, path }];
  }
  const isNode = 'path' in value && typeof value.path === 'string';
  return Object.entries(value).flatMap(([key, member]) => {
    const below = Array.isArray(value) ? Number(key) : key;
    return isNode ? patternsIn(member, root, value.path as string) : patternsIn(member, [...root, below], '');
  });
}
