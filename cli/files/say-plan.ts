import { bold, dim } from '../support/look.ts';
import type { Target } from '../target/target.ts';
import type { Advice } from './advice.ts';
import type { Plan, Step } from './plan.ts';

/** A plan as people read it: what would be done, flow by flow, and what keeps it from being done. */
export function sayPlan(
  { steps, unchanged, problems, leftAlone }: Plan,
  target: Target,
  advice: ReadonlyMap<string, Advice>,
): string[] {
  return [
    ...steps.flatMap((step) => [...sayStep(step), ...sayAdvice(step, advice)]),
    ...leftAlone.map(
      (name) => `${JSON.stringify(name)} has no file any more: it is left as it is (--prune deletes it).`,
    ),
    ...(steps.length > 0 || leftAlone.length > 0 ? [''] : []),
    `${target.says}: ${countOf(steps, 'CREATE')} to make, ${countOf(steps, 'UPDATE')} to change, ${countOf(steps, 'DELETE')} to delete, ${unchanged} the same already.`,
    ...(problems.length > 0
      ? ['', bold('It cannot be applied:'), ...problems.map((each) => `  ${each}`)]
      : []),
  ];
}

function sayAdvice(step: Step, advice: ReadonlyMap<string, Advice>): string[] {
  const { findings = [], standing = [] } = step.kind === 'DELETE' ? {} : (advice.get(step.file.name) ?? {});
  return [...findings, ...standing].map((line) => `    ${dim(line)}`);
}

function countOf(steps: readonly Step[], kind: Step['kind']): number {
  return steps.filter((step) => step.kind === kind).length;
}

function sayStep(step: Step): string[] {
  switch (step.kind) {
    case 'CREATE':
      return [
        `${bold('+')} make ${JSON.stringify(step.file.name)}, ${step.file.body['isEnabled'] === true ? 'on' : 'off'}  (${step.file.file})`,
      ];
    case 'UPDATE':
      return [
        `${bold('~')} change ${JSON.stringify(step.file.name)}  (${step.file.file}, revision ${step.flow.revisionId})`,
        ...step.changes.map((change) => `    ${change}`),
      ];
    case 'DELETE':
      return [`${bold('-')} delete ${JSON.stringify(step.flow.name)}  (id ${step.flow.id})`];
  }
}

/** The same for programs. */
export function presentPlan({ steps, ...plan }: Plan, advice: ReadonlyMap<string, Advice>) {
  const shown = steps.map(presentStep).map((step) => ({ ...step, ...advice.get(step.name) }));
  return { ...plan, steps: shown };
}

function presentStep(step: Step) {
  const { kind } = step;
  if (kind === 'DELETE') return { kind, name: step.flow.name, id: step.flow.id };
  const { name, file } = step.file;
  if (kind === 'CREATE') return { kind, name, file };
  const { id, revisionId } = step.flow;
  return { kind, name, file, id, revisionId, changes: step.changes };
}
