import { type Filter, type Operation, patternTooLarge, placesIn } from '../../../criteria/index.ts';
import type { Problem } from '../../../problem/index.ts';
import type { FlowDefinition } from '../../definition/index.ts';
import type { FlowCheck } from '../check.ts';

/**
 * Regular expressions are small enough to run. A flow saved with a larger one keeps it, may be saved again with it, and gets
 * a finding; other patterns that do not run here are no reason for refusal either.
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
  const exits =
    flow.type === 'CONTACT_FLOW'
      ? patternsIn(flow.goalFilterBranch, 'goalFilterBranch')
      : patternsIn(flow.suppressionFilterBranch, 'suppressionFilterBranch');
  const branches = flow.actions.flatMap((action, index) =>
    action.type === 'LIST_BRANCH' ? patternsIn(action.listBranches, `actions[${index}].listBranches`) : [],
  );
  return [...patternsIn(flow.enrollmentCriteria, 'enrollmentCriteria'), ...exits, ...branches];
}

function patternsIn(criteria: unknown, at: string): PlacedPattern[] {
  return placesIn(criteria, at).flatMap(({ value, path }) => {
    if (isRegex(value)) return [{ pattern: value.pattern, path: `${path}.pattern` }];
    return isPageRegex(value) ? [{ pattern: value.pageUrl, path: `${path}.pageUrl` }] : [];
  });
}

function isRegex(value: object): value is Extract<Operation, { operationType: 'REGEX' }> {
  return 'operationType' in value && value.operationType === 'REGEX';
}

function isPageRegex(value: object): value is Extract<Filter, { filterType: 'PAGE_VIEW' }> {
  if (!('filterType' in value) || value.filterType !== 'PAGE_VIEW' || !('operator' in value)) return false;
  return String(value.operator).endsWith('_MATCHES_REGEX');
}
