import { type CriteriaContext, compileCriteria, compileEvent } from '../../../criteria/index.ts';
import type { Problem } from '../../../problem/index.ts';
import type { Finding, Lint, LintInput } from './finding.ts';
import { below, treesOf } from './trees-of.ts';

/** No record meets a filter that cannot be evaluated: an unfit operation, a pattern that cannot run, a missing member. */
export const criteriaCanBeMet: Lint = (input) => {
  const context = contextOf(input);
  return [...ofTrees(input, context), ...ofEvents(input, context)];
};

function contextOf({ flow: { objectTypeId }, world }: LintInput): CriteriaContext {
  const propertyOf = (typeId: string, name: string) => world.property(typeId, name);
  return { objectTypeId, timeZone: world.timeZone, propertyOf };
}

function ofTrees({ flow }: LintInput, context: CriteriaContext): Finding[] {
  return treesOf(flow).flatMap(({ criteria, at, unmet }) =>
    compileCriteria(criteria, context).problems.flatMap((problem) => finding(problem, at, unmet)),
  );
}

function ofEvents(
  { flow: { enrollmentCriteria: criteria } }: LintInput,
  context: CriteriaContext,
): Finding[] {
  if (criteria?.type !== 'EVENT_BASED') return [];
  return criteria.eventFilterBranches.flatMap((branch, index) => {
    const at = `enrollmentCriteria.eventFilterBranches[${index}]`;
    return compileEvent(branch, context).problems.flatMap((problem) =>
      finding(problem, at, 'It enrolls no record.'),
    );
  });
}

/** A missing property is reported at its mention. */
function finding({ path: inTree, code, message }: Problem, at: string, unmet: string): Finding[] {
  if (code === 'UNKNOWN_PROPERTY') return [];
  const path = below(at, inTree);
  const said = message.slice((inTree === '' ? 'The filter' : inTree).length);
  return [{ severity: 'error', code, path, message: `${path}${said} ${unmet}`, fix: 'Mend the filter.' }];
}
