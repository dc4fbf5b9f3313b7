import { placesIn } from '../../../criteria/index.ts';
import type { Finding, Lint } from './finding.ts';
import { treesOf } from './trees-of.ts';

/** A branch with a contradictory type and operator goes by its type, perhaps against the intention. */
export const branchesAgree: Lint = ({ flow }) =>
  treesOf(flow).flatMap(({ criteria, at }) => {
    const findings: Finding[] = [];
    for (const { value, path: place } of placesIn(criteria, at)) {
      if (!('contradictedBy' in value && 'filterBranchType' in value)) continue;
      const { filterBranchType: type, contradictedBy: operator } = value;
      const path = `${place}.filterBranchOperator`;
      const message = `${path} is "${operator}" in a branch of the type "${type}": the type decides, so ${type === 'AND' ? 'all parts have' : 'any part has'} to be met.`;
      const fix = `Write "${type}" in both members, or "${operator}" in both if that is meant.`;
      findings.push({ severity: 'warning', code: 'OPERATOR_CONTRADICTS_TYPE', path, message, fix });
    }
    return findings;
  });
