import { type Filter, type Operation, patternTooLarge } from '../../../criteria/index.ts';
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
    ...patternsIn(flow.enrollmentCriteria, ['enrollmentCriteria'], null),
    ...patternsIn(filters, [exit], null),
    ...flow.actions.flatMap((action, index) =>
      action.type === 'LIST_BRANCH'
        ? patternsIn(action.listBranches, ['actions', index, 'listBranches'], null)
        : [],
    ),
  ];
}

/**
 * Below the root of a tree, its nodes know their places (`place`; null outside any tree): what was empty in a body is not in the
 * tree any more, so that indices in it are not those of the body.
 */
function patternsIn(value: unknown, root: readonly PropertyKey[], place: string | null): PlacedPattern[] {
  if (typeof value !== 'object' || value === null) return [];
  const here = 'path' in value && typeof value.path === 'string' ? value.path : place;
  const at = (member: string) => [pathOf(root), here, member].filter((part) => part).join('.');
  if (isRegex(value)) return [{ pattern: value.pattern, path: at('operation.pattern') }];
  if (isPageRegex(value)) return [{ pattern: value.pageUrl, path: at('pageUrl') }];
  return Object.entries(value).flatMap(([key, member]) => {
    const below = Array.isArray(value) ? Number(key) : key;
    return patternsIn(member, here === null ? [...root, below] : root, here);
  });
}

type RegexOperation = Extract<Operation, { operationType: 'REGEX' }>;

function isRegex(value: object): value is RegexOperation {
  return 'operationType' in value && value.operationType === 'REGEX';
}

type PageViewFilter = Extract<Filter, { filterType: 'PAGE_VIEW' }>;

function isPageRegex(value: object): value is PageViewFilter {
  if (!('filterType' in value) || value.filterType !== 'PAGE_VIEW' || !('operator' in value)) return false;
  return String(value.operator).endsWith('_MATCHES_REGEX');
}
