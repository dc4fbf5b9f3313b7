/**
 * The opposite of a line: met by exactly those records that did not meet it. Where one operator is another's opposite it is taken;
 * anything else stands in a group "None of these".
 */
import { flagAt, isObject, type Raw, type RawObject, textAt } from '@millrace/core/raw';
import { branchOf } from './branches.ts';
import { operationFormOf } from './operation.ts';

export function negated(node: RawObject): RawObject {
  const opposite = 'filterBranchType' in node ? negatedBranch(node) : negatedFilter(node);
  return opposite ?? none(node);
}

/** Taken out of a group "None of these" with one line, a node is its own opposite again. */
function none(node: RawObject): RawObject {
  return 'filterBranchType' in node ? branchOf('NOT_ANY', [], [node]) : branchOf('NOT_ANY', [node]);
}

const BRANCHES: Readonly<Record<string, string>> = {
  AND: 'NOT_ALL',
  OR: 'NOT_ANY',
  NOT_ALL: 'AND',
  NOT_ANY: 'OR',
};

function negatedBranch(branch: RawObject): RawObject | undefined {
  const type = textAt(branch, 'filterBranchType');
  const to = BRANCHES[type];
  if (to !== undefined)
    return { ...branch, filterBranchType: to, filterBranchOperator: to === 'OR' ? 'OR' : 'AND' };
  if (type === 'UNIFIED_EVENTS')
    return {
      ...branch,
      operator: textAt(branch, 'operator') === 'HAS_NOT_COMPLETED' ? 'HAS_COMPLETED' : 'HAS_NOT_COMPLETED',
    };
  return undefined;
}

const WORDS = pairs({
  IN_LIST: 'NOT_IN_LIST',
  FILLED_OUT: 'NOT_FILLED_OUT',
  HAS_EVENT: 'NOT_HAS_EVENT',
  PRIVACY_CONSENT_GRANTED: 'PRIVACY_CONSENT_NOT_GRANTED',
  HAS_RESPONDED_TO_SURVEY: 'HAS_NOT_RESPONDED_TO_SURVEY',
  HAS_CLICKED_CTA: 'HAS_NOT_CLICKED_CTA',
  HAS_CLICKED_CTA_PLACEMENT: 'HAS_NOT_CLICKED_CTA_PLACEMENT',
  HAS_OPENED_CTA: 'HAS_NOT_OPENED_CTA',
  HAS_OPENED_CTA_PLACEMENT: 'HAS_NOT_OPENED_CTA_PLACEMENT',
  HAS_WEBINAR_REGISTRATION: 'NOT_HAS_WEBINAR_REGISTRATION',
  HAS_WEBINAR_ATTENDANCE: 'NOT_HAS_WEBINAR_ATTENDANCE',
  HAS_PAGEVIEW_EQ: 'NOT_HAS_PAGEVIEW_EQ',
  HAS_PAGEVIEW_CONTAINS: 'NOT_HAS_PAGEVIEW_CONTAINS',
  HAS_PAGEVIEW_MATCHES_REGEX: 'NOT_HAS_PAGEVIEW_MATCHES_REGEX',
});

function negatedFilter(filter: RawObject): RawObject | undefined {
  if (textAt(filter, 'filterType') === 'PROPERTY') {
    const operation = negatedOperation(filter['operation']);
    return operation && { ...filter, operation };
  }
  if (textAt(filter, 'filterType') === 'CONSTANT')
    return { ...filter, shouldAccept: !flagAt(filter, 'shouldAccept') };
  const to = WORDS[textAt(filter, 'operator')];
  return to === undefined ? undefined : { ...filter, operator: to };
}

const OPERATORS = pairs({
  IS_EQUAL_TO: 'IS_NOT_EQUAL_TO',
  CONTAINS: 'DOES_NOT_CONTAIN',
  CONTAINS_EXACTLY: 'DOES_NOT_CONTAIN_EXACTLY',
  HAS_EVER_BEEN_EQUAL_TO: 'HAS_NEVER_BEEN_EQUAL_TO',
  HAS_EVER_CONTAINED: 'HAS_NEVER_CONTAINED',
  IS_ANY_OF: 'IS_NONE_OF',
  IS_EXACTLY: 'IS_NOT_EXACTLY',
  CONTAINS_ALL: 'DOES_NOT_CONTAIN_ALL',
  HAS_EVER_BEEN_ANY_OF: 'HAS_NEVER_BEEN_ANY_OF',
  HAS_EVER_BEEN_EXACTLY: 'HAS_NEVER_BEEN_EXACTLY',
  HAS_EVER_CONTAINED_ALL: 'HAS_NEVER_CONTAINED_ALL',
  IS_GREATER_THAN: 'IS_LESS_THAN_OR_EQUAL_TO',
  IS_LESS_THAN: 'IS_GREATER_THAN_OR_EQUAL_TO',
  IS_BETWEEN: 'IS_NOT_BETWEEN',
  MATCHES_REGEX: 'DOES_NOT_MATCH_REGEX',
  UPDATED_IN_LAST_X_DAYS: 'NOT_UPDATED_IN_LAST_X_DAYS',
  IS_KNOWN: 'IS_UNKNOWN',
  IS_NOT_BLANK: 'IS_BLANK',
});

/** The opposite operator; what was answered where there is no value is turned round, too. */
function negatedOperation(operation: Raw | undefined): RawObject | undefined {
  const form = operationFormOf(operation);
  if (!isObject(operation) || !form) return undefined;
  const operator = OPERATORS[textAt(operation, 'operator')];
  if (operator === undefined || !form.operators.some(({ id }) => id === operator)) return undefined;
  if (!form.asksForNone) return { ...operation, operator };
  return {
    ...operation,
    operator,
    includeObjectsWithNoValueSet: !flagAt(operation, 'includeObjectsWithNoValueSet'),
  };
}

function pairs(of: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return { ...of, ...Object.fromEntries(Object.entries(of).map(([from, to]) => [to, from])) };
}
