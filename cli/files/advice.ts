import { isObject, parseRaw, type RawObject, textAt } from '@millrace/core/raw';
import { TargetFailure } from '../target/failure.ts';
import type { Target } from '../target/target.ts';
import { inOrder } from './flow-file.ts';
import { referencesIn } from './named.ts';
import { bodyFor, type Planning, type Step } from './plan.ts';

/** What a Millrace says of a step before it is done. The original has no word on it. */
export interface Advice {
  /** What would fail or be skipped, and what is worth a look. */
  readonly findings: readonly string[];
  /** Of those who are inside: who waits where, and what becomes of them. Empty where nobody is. */
  readonly standing: readonly string[];
}

/** By the name of the flow; none where the target is no Millrace, or the plan cannot be applied. */
export async function adviceOn(target: Target, planning: Planning): Promise<ReadonlyMap<string, Advice>> {
  const advice = new Map<string, Advice>();
  const { steps, problems } = planning.plan;
  if (problems.length > 0 || !(await isMillrace(target))) return advice;
  for (const step of steps) {
    if (step.kind === 'DELETE') continue;
    const body = bodyOf(step, planning);
    if (!body) continue;
    advice.set(step.file.name, {
      findings: await findingsOf(target, step, body),
      standing: step.kind === 'UPDATE' ? await standingOf(target, step, body) : [],
    });
  }
  return advice;
}

async function isMillrace(target: Target): Promise<boolean> {
  try {
    await target.call('GET /millrace/v1/clock');
    return true;
  } catch (error) {
    if (error instanceof TargetFailure && error.status === 404) return false;
    throw error;
  }
}

/** Undefined where it names a flow that is yet to be made: nothing can be said of it before. */
function bodyOf(
  step: Step & { readonly kind: 'CREATE' | 'UPDATE' },
  { idOf }: Planning,
): RawObject | undefined {
  const isKnown = referencesIn(step.file.body).every((reference) => idOf(reference) !== undefined);
  if (!isKnown) return undefined;
  const body = inOrder(bodyFor(step.file, idOf));
  return step.kind === 'UPDATE' ? { ...body, revisionId: step.flow.revisionId } : body;
}

async function findingsOf(
  target: Target,
  step: Step & { readonly kind: 'CREATE' | 'UPDATE' },
  body: RawObject,
): Promise<readonly string[]> {
  const flowId = step.kind === 'UPDATE' ? step.flow.id : undefined;
  const { problems, results } = await target.call('POST /millrace/v1/flows/lint', {
    query: { flowId },
    body: JSON.stringify(body) as never,
  });
  return [
    ...problems.map(({ message }) => `error: ${message}`),
    ...results
      .filter(({ severity }) => severity !== 'info')
      .map(({ severity, message }) => `${severity}: ${message}`),
  ];
}

async function standingOf(
  target: Target,
  { flow }: Step & { readonly kind: 'UPDATE' },
  body: RawObject,
): Promise<readonly string[]> {
  const text = await target.callText('POST /millrace/v1/flows/{flowId}/edit-preview', {
    path: { flowId: flow.id },
    query: {},
    body: JSON.stringify(body) as never,
  });
  const preview = parseRaw(text);
  if (!isObject(preview) || textAt(preview, 'inside') === '0') return [];
  return textAt(preview, 'text').split('\n');
}
