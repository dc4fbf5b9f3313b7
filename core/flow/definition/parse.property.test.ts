import fc from 'fast-check';
import { expect, it } from 'vitest';
import { checkFlow } from '../checks/index.ts';
import { flowBody } from './arbitrary.test-support.ts';
import { connectionsOf, definitionAfter, parseFlowForCreate, parseFlowForUpdate } from './index.ts';
import { MISTAKES, type Mutant, mutants } from './mutation.test-support.ts';

const RUNS = { numRuns: 400 };

it('accepts every valid flow, and leaves the body as it came', () => {
  fc.assert(
    fc.property(flowBody, (body) => {
      const before = JSON.stringify(body);
      const parsed = parseFlowForCreate(body);
      expect(parsed).toMatchObject({ ok: true });
      expect(JSON.stringify(body)).toBe(before);
      if (parsed.ok) expect(checkFlow(parsed.value)).toEqual([]);
    }),
    RUNS,
  );
});

it('finds every edge that a body has', () => {
  fc.assert(
    fc.property(flowBody, (body) => {
      const parsed = parseFlowForCreate(body);
      const edges = parsed.ok ? parsed.value.actions.flatMap(connectionsOf) : [];
      expect(edges.length).toBe(JSON.stringify(body['actions']).split('"nextActionId":').length - 1);
    }),
    RUNS,
  );
});

it('takes a flow back as an update of itself, and as a clone', () => {
  fc.assert(
    fc.property(flowBody, (body) => {
      const created = parseFlowForCreate(body);
      const update = parseFlowForUpdate({ ...body, revisionId: '7' });
      const clone = parseFlowForCreate({
        ...body,
        id: '5',
        revisionId: '7',
        createdAt: '2026-01-05T08:00:00Z',
      });
      if (!created.ok || !update.ok) throw new Error('refused');
      expect(clone).toEqual(created);
      const after = definitionAfter(update.value, created.value);
      expect(after).toEqual(created.value);
      const earlierActionIds = new Set(created.value.actions.map(({ actionId }) => actionId));
      expect(checkFlow(after, { definition: created.value, earlierActionIds })).toEqual([]);
    }),
    RUNS,
  );
});

it('refuses every flow with a mistake, and names its place', () => {
  const seen = new Map<string, number>();
  fc.assert(
    fc.property(mutants, (each) => {
      for (const mutant of each) {
        seen.set(mutant.mistake, (seen.get(mutant.mistake) ?? 0) + 1);
        expectRefused(mutant);
      }
    }),
    { numRuns: 200 },
  );
  for (const mistake of MISTAKES) expect(seen.get(mistake), mistake).toBeGreaterThan(5);
});

function expectRefused({ body, path, mistake }: Mutant): void {
  const parsed = parseFlowForCreate(body);
  const problems = parsed.ok ? checkFlow(parsed.value) : parsed.problems;
  expect(problems.map((problem) => problem.path)).toSatisfy(
    (paths: string[]) => paths.some((named) => areOnOneLine(named, path)),
    `${mistake} at ${path}: ${JSON.stringify(problems)}`,
  );
  for (const problem of problems) {
    expect(problem.code).toMatch(/^[A-Z][A-Z_]+$/);
    expect(problem.message).toContain(problem.path);
  }
}

it('never throws, whatever it is given', () => {
  fc.assert(
    fc.property(fc.anything({ withBigInt: true, withDate: true, withNullPrototype: true }), (input) => {
      expect(parseFlowForCreate(input).ok).toBe(false);
      expect(parseFlowForUpdate(input).ok).toBe(false);
    }),
    RUNS,
  );
});

/** One path is the other, or holds it. */
function areOnOneLine(a: string, b: string): boolean {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  return long === short || (long.startsWith(short) && /^[.[]/.test(long.slice(short.length)));
}
