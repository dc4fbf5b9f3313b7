import { type Criteria, placesIn } from '@millrace/core/criteria';
import { type Problem, quote } from '@millrace/core/problem';
import type { ApiError } from '../platform/index.ts';
import { badRoot, badTimeZone } from './errors.ts';

/**
 * The shape that the original asks of the filters of lists, but not of flows: OR at the root, with AND below it, and time points in
 * the account's zone or in UTC. Null when there is nothing to say against them.
 */
export function shapeRefusal(criteria: Criteria, accountZone: string): ApiError | null {
  const root = rootProblem(criteria);
  if (root) return badRoot(root);
  const zones = zoneProblems(criteria, accountZone);
  return zones.length > 0 ? badTimeZone(zones) : null;
}

/** Filters that stand in the OR itself count beside the ANDs below it, so they may be there; without an AND they may not. */
function rootProblem(criteria: Criteria): Problem | null {
  const type = criteria.filterBranchType;
  const code = 'INVALID_BASE_FILTER_BRANCH';
  if (type !== 'OR') {
    const path = 'filterBranch.filterBranchType';
    const message = `${path}: the filters of a list begin with OR, and below it come branches of AND; this begins with ${quote(type)}.`;
    return { path, code, message };
  }
  if (criteria.filterBranches.some((branch) => branch.filterBranchType === 'AND')) return null;
  const path = 'filterBranch.filterBranches';
  const found = criteria.filterBranches.map((branch) => branch.filterBranchType);
  const message = `${path}: the OR that the filters of a list begin with has at least one branch of AND below it; here are ${quote(found)}.`;
  return { path, code, message };
}

function zoneProblems(criteria: Criteria, accountZone: string): Problem[] {
  const allowed = [canonicalZone(accountZone), 'UTC'];
  return placesIn(criteria, 'filterBranch').flatMap(({ value, path }): Problem[] => {
    if (!('timeType' in value) || !('zoneId' in value) || typeof value.zoneId !== 'string') return [];
    // PORTAL and USER mean the account's zone, whatever zone stands beside them.
    if ('timezoneSource' in value && (value.timezoneSource === 'PORTAL' || value.timezoneSource === 'USER'))
      return [];
    if (allowed.includes(canonicalZone(value.zoneId))) return [];
    const at = `${path}.zoneId`;
    const message = `${at}: ${quote(value.zoneId)} is neither the account's time zone, ${accountZone}, nor UTC.`;
    return [{ path: at, code: 'INVALID_TIME_ZONE', message }];
  });
}

/** A zone has many names: US/Eastern is America/New_York. */
function canonicalZone(zone: string): string {
  const { timeZone } = new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions();
  return /^(Etc\/)?(UTC|GMT|UCT|Zulu|Universal)$/.test(timeZone) ? 'UTC' : timeZone;
}
