import { TriangleAlert } from 'lucide-react';
import { Status } from '../kit/index.ts';
import type { FlowRow } from './rows.ts';

/** How many things lint has against a flow; remarks alone are none of them. */
export function LintBadge({ lint: { errors, warnings } }: { readonly lint: NonNullable<FlowRow['lint']> }) {
  const problems = errors + warnings;
  if (problems === 0) return null;
  const words = [
    errors > 0 ? counted(errors, 'error') : '',
    warnings > 0 ? counted(warnings, 'warning') : '',
  ];
  return (
    <Status
      tone={errors > 0 ? 'failed' : 'warning'}
      icon={TriangleAlert}
      title={`Lint: ${words.filter(Boolean).join(', ')}`}
    >
      {problems}
      <span hidden> problems</span>
    </Status>
  );
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
