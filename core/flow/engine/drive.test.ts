import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CompiledCriteria } from '../../criteria/index.ts';
import { World } from '../../record/index.ts';
import { HOUR } from '../../time/index.ts';
import {
  type Ask,
  drive,
  EnrollmentError,
  type Outcome,
  STEPS_PER_ENROLLMENT_MAX,
  STEPS_PER_TURN_MAX,
  Workspace,
} from './index.ts';
import { done, driveOne, enrollmentAt, NOW, node, programOf, RECORD, to } from './passage.test-support.ts';

const membership = (list: string) => ({ kind: 'membership', ref: RECORD, list }) as const;
const asking =
  (...lists: string[]) =>
  ({ workspace }: { workspace: Workspace }): Outcome => {
    const asks = lists.map(membership).filter((ask) => workspace.answer(ask) === undefined);
    return asks.length > 0 ? { kind: 'needs', asks } : done();
  };
const wait = { kind: 'delay', since: NOW } as const;

describe('a passage', () => {
  it('goes from action to action, and ends where no connection leads on', async () => {
    const program = programOf([
      node('1', () => ({ ...done(to('2')), kind: 'done', connection: to('2'), outputs: { key: 'value' } })),
      node('2', ({ enrollment }) => ({
        kind: 'done',
        connection: undefined,
        detail: { read: enrollment.outputs['1']?.['key'] },
      })),
    ]);
    const { steps, halt } = await driveOne(program, enrollmentAt('1'));
    expect(steps.map(({ number, actionId, outcome, detail }) => [number, actionId, outcome, detail])).toEqual(
      [
        [1, '1', 'SUCCEEDED', null],
        [2, '2', 'SUCCEEDED', { read: 'value' }],
      ],
    );
    expect(halt).toEqual({ kind: 'ended', end: { status: 'COMPLETED', reason: 'END_OF_PATH' } });
  });

  it('goes on by the connection of an action that failed', async () => {
    const failing = node('1', () => ({ kind: 'failed', reason: 'NO_MATCH', message: 'M.' }), {
      connection: to('2'),
    });
    const { steps } = await driveOne(programOf([failing, node('2', () => done())]), enrollmentAt('1'));
    expect(steps.map(({ outcome, reason, detail }) => [outcome, reason, detail])).toEqual([
      ['FAILED', 'NO_MATCH', { message: 'M.' }],
      ['SUCCEEDED', null, null],
    ]);
  });

  it('asks for what it lacks, and runs again from the start of the action', async () => {
    const { asked, halt, steps } = await driveOne(
      programOf([node('1', asking('12', '13'))]),
      enrollmentAt('1'),
    );
    expect(asked).toEqual([[membership('12'), membership('13')]]);
    expect([steps.length, halt.kind]).toEqual([1, 'ended']);
  });

  it('that asks for ever halts with its asks', async () => {
    let round = 0;
    const curious = node('1', () => ({ kind: 'needs', asks: [membership(String(++round))] }));
    const { halt, hasRun, asked } = await driveOne(programOf([curious]), enrollmentAt('1'));
    expect([halt.kind, hasRun, asked.length]).toEqual(['needs', true, 8]);
  });

  it('that runs in circles lets the others have their turn, and ends when its steps are used up', async () => {
    const program = programOf([node('1', () => done(to('1')))]);
    const first = await driveOne(program, enrollmentAt('1'));
    expect([first.steps.length, first.halt]).toEqual([
      STEPS_PER_TURN_MAX,
      { kind: 'parked', until: NOW, effects: [] },
    ]);
    const last = await driveOne(program, enrollmentAt('1', { stepCount: STEPS_PER_ENROLLMENT_MAX }));
    expect(last.halt).toEqual({ kind: 'ended', end: { status: 'FAILED', reason: 'STEP_BUDGET_EXCEEDED' } });
  });

  it.each([
    ['deleted', null, 'RECORD_DELETED'],
    ['archived', { ...RECORD, archivedAt: NOW }, 'RECORD_DELETED'],
    ['merged', { ...RECORD, archivedAt: NOW, mergedInto: '9' }, 'MERGED'],
  ])('of a record that was %s ends, and says where', async (_, record, reason) => {
    const { steps, halt } = await driveOne(programOf([node('1', () => done())]), enrollmentAt('1'), {
      record,
    });
    expect(steps.map((step) => [step.outcome, step.reason])).toEqual([['SKIPPED', reason]]);
    expect(halt).toEqual({ kind: 'ended', end: { status: 'UNENROLLED', reason } });
  });

  it('ends with its flow', async () => {
    const { halt } = await driveOne(null, enrollmentAt('1'));
    expect(halt).toEqual({ kind: 'ended', end: { status: 'UNENROLLED', reason: 'FLOW_DELETED' } });
  });

  it('at an action that is gone goes on behind it, or ends', async () => {
    const program = programOf([node('2', () => done())]);
    const on = await driveOne(program, enrollmentAt('1'), { afterRemoved: () => '2' });
    expect(on.steps.map(({ actionId }) => actionId)).toEqual(['2']);
    const { halt } = await driveOne(program, enrollmentAt('1'));
    expect(halt).toEqual({ kind: 'ended', end: { status: 'COMPLETED', reason: 'ACTION_REMOVED' } });
  });

  it('whose action throws is known by its id', async () => {
    const broken = node('1', () => {
      throw new Error('a bug');
    });
    const error = await driveOne(programOf([broken]), enrollmentAt('1', { id: '42' })).catch(
      (caught) => caught,
    );
    expect(error).toBeInstanceOf(EnrollmentError);
    expect([error.enrollmentId, error.message]).toEqual([
      '42',
      'The enrollment 42 cannot be advanced: a bug',
    ]);
  });

  it('comes to the same in one turn as in many', async () => {
    const outcomes = fc.array(fc.constantFrom('done', 'failed', 'skipped', 'asks'), {
      minLength: 1,
      maxLength: 12,
    });
    await fc.assert(
      fc.asyncProperty(outcomes, async (kinds) => {
        const program = programOf(
          kinds.map((kind, index) => {
            const connection = index + 1 < kinds.length ? to(String(index + 2)) : undefined;
            return node(
              String(index + 1),
              (run) => {
                if (kind === 'done') return { kind, connection, outputs: { at: String(index) } };
                if (kind === 'asks') {
                  const asked = asking(String(index))(run);
                  return asked.kind === 'needs' ? asked : { kind: 'done', connection };
                }
                return { kind, reason: 'NO_MATCH', message: 'M.' };
              },
              { connection },
            );
          }),
        );
        const inTurns = async (more: Parameters<typeof driveOne>[2]) => {
          const steps = [];
          let enrollment = enrollmentAt('1');
          for (let turn = 0; turn < 100; turn++) {
            const part = await driveOne(program, enrollment, more);
            steps.push(...part.steps);
            enrollment = part.enrollment;
            if (part.halt.kind === 'ended') break;
          }
          return [steps, enrollment];
        };
        const pace = { next: () => Promise.resolve(), areOver: false, begin: () => () => true };
        // A turn asks so many times at most: even without a pace it may take two.
        const whole = await inTurns({});
        expect(await inTurns({ pace })).toEqual(whole);
      }),
    );
  });
});

describe('a wait', () => {
  const parking = (more = {}) =>
    node('1', () => ({ kind: 'park', wait, until: NOW + HOUR, ...more }), {
      waits: true,
      isFlowControl: true,
    });

  it('parks until its instant, with the keys that wake it', async () => {
    const { halt, enrollment } = await driveOne(
      programOf([parking({ wakes: ['property 0-1/101 city'] })]),
      enrollmentAt('1'),
    );
    expect(halt).toEqual({ kind: 'parked', until: NOW + HOUR, effects: [] });
    expect(enrollment.wait).toEqual({ ...wait, wakes: ['property 0-1/101 city'] });
  });

  it('that cannot be waited is logged once, and holds', async () => {
    const held = node('1', () => ({
      kind: 'park',
      wait: { kind: 'held', since: NOW, reason: 'NO_DATE', message: 'None.' },
      until: null,
    }));
    const program = programOf([{ ...held, waits: true }]);
    const first = await driveOne(program, enrollmentAt('1'));
    expect(first.steps.map(({ outcome, reason }) => [outcome, reason])).toEqual([['FAILED', 'NO_DATE']]);
    const again = await driveOne(program, first.enrollment);
    expect([again.steps, again.halt]).toEqual([[], { kind: 'parked', until: null, effects: [] }]);
  });

  it('that is skipped lets go', async () => {
    const { steps, halt } = await driveOne(
      programOf([parking()]),
      enrollmentAt('1', { wait: { ...wait, skipped: true } }),
    );
    expect([steps[0]?.reason, halt.kind]).toEqual(['WAIT_SKIPPED', 'ended']);
  });

  it('is none where the action is another by now', async () => {
    const seen: unknown[] = [];
    const other = node('1', ({ enrollment }) => {
      seen.push(enrollment.wait);
      return done();
    });
    await driveOne(programOf([other]), enrollmentAt('1', { wait }));
    expect(seen).toEqual([null]);
  });
});

describe('a flow that is turned off, and one outside its hours', () => {
  const act = node('1', () => done(to('2')), { connection: to('2') });
  const branch = node('2', () => done(), { isFlowControl: true });

  it('skips what is not flow control, and lets what has begun finish', async () => {
    const off = programOf([act, branch], { isEnabled: false });
    const { steps } = await driveOne(off, enrollmentAt('1'));
    expect(steps.map(({ outcome, reason }) => [outcome, reason])).toEqual([
      ['SKIPPED', 'FLOW_TURNED_OFF'],
      ['SUCCEEDED', null],
    ]);
    const begun = enrollmentAt('1', { wait: { kind: 'effect', since: NOW, key: '1:1:1' } });
    expect((await driveOne(off, begun)).steps[0]?.outcome).toBe('SUCCEEDED');
  });

  it('waits for its hours, and begins when they come', async () => {
    const hours = programOf([act, branch], { allowedFrom: (at) => Math.max(at, NOW + HOUR) });
    const closed = await driveOne(hours, enrollmentAt('1'));
    expect([closed.halt, closed.enrollment.wait]).toEqual([
      { kind: 'parked', until: NOW + HOUR, effects: [] },
      { kind: 'window', since: NOW, says: 'the hours of the flow, in which its actions run' },
    ]);
    const open = await driveOne(hours, closed.enrollment, { now: NOW + HOUR });
    expect(open.steps.map(({ startedAt, at }) => [startedAt, at])).toEqual([
      [NOW, NOW + HOUR],
      [NOW + HOUR, NOW + HOUR],
    ]);
  });
});

describe('an action that asks for effects', () => {
  const calls: string[] = [];
  const program = programOf([
    node(
      '1',
      ({ idempotencyKey: key, now: since }) => {
        calls.push('request');
        const effects = ['a', 'b'].map((part) => ({ type: 'request', part, request: { part } }));
        return {
          kind: 'park',
          wait: { kind: 'effect', since, key, parts: ['a', 'b'] },
          until: null,
          effects,
        };
      },
      {
        finish: (results) => ({
          kind: 'done',
          connection: undefined,
          detail: { results: results.map(({ part, result }) => [part, result.kind]) },
        }),
      },
    ),
  ]);

  it('requests once, waits for all, and finishes', async () => {
    const asked = await driveOne(program, enrollmentAt('1', { stepCount: 4 }));
    expect(asked.halt).toMatchObject({
      kind: 'parked',
      until: null,
      effects: [
        { key: '1:1:5:a', actionId: '1' },
        { key: '1:1:5:b', actionId: '1' },
      ],
    });
    const known = (results: object) => (asks: readonly Ask[]) => {
      for (const ask of asks) {
        if (ask.kind !== 'effectResult') throw new Error(ask.kind);
        workspace.keep(ask, ask.key in results ? { kind: 'done' } : null);
      }
      return Promise.resolve();
    };
    let workspace = new Workspace(new World());
    workspace.loadRecord(RECORD, RECORD, 'write');
    const half = await driveOne(program, asked.enrollment, { workspace, answer: known({ '1:1:5:a': 1 }) });
    expect([half.halt, half.enrollment]).toEqual([
      { kind: 'parked', until: null, effects: [] },
      asked.enrollment,
    ]);
    workspace = new Workspace(new World());
    workspace.loadRecord(RECORD, RECORD, 'write');
    const whole = known({ '1:1:5:a': 1, '1:1:5:b': 1 });
    const finished = await driveOne(program, asked.enrollment, { workspace, answer: whole });
    expect(finished.steps).toMatchObject([
      {
        number: 5,
        detail: {
          results: [
            ['a', 'done'],
            ['b', 'done'],
          ],
        },
      },
    ]);
    expect(calls).toEqual(['request']);
  });

  it('is not broken off by the goal, which ends every other passage', async () => {
    const goal = {
      reads: { properties: [], history: [], events: [], lists: [], associations: [] },
      met: () => true,
    };
    const reached = { ...program, goal: goal as unknown as CompiledCriteria };
    const waiting = enrollmentAt('1', { wait: { kind: 'effect', since: NOW, key: '1:1:1' } });
    expect((await driveOne(reached, waiting)).halt).toMatchObject({ kind: 'parked', until: null });
    expect((await driveOne(reached, enrollmentAt('1'))).halt).toEqual({
      kind: 'ended',
      end: { status: 'UNENROLLED', reason: 'GOAL_MET' },
    });
  });
});

describe('passages beside each other', () => {
  const two = (run: Parameters<typeof node>[1]) => [
    { program: programOf([node('1', run)]), enrollment: enrollmentAt('1', { id: '1' }) },
    { program: programOf([node('1', run)]), enrollment: enrollmentAt('1', { id: '2' }) },
  ];
  const options = (workspace: Workspace, answer: (asks: readonly Ask[]) => void) => ({
    workspace,
    now: NOW,
    afterRemoved: () => null,
    answer: (asks: readonly Ask[]) => Promise.resolve(answer(asks)),
  });
  const loaded = () => {
    const workspace = new Workspace(new World());
    workspace.loadRecord(RECORD, RECORD, 'write');
    return workspace;
  };

  it('are answered together, a round at a time', async () => {
    const workspace = loaded();
    const rounds: number[] = [];
    const turns = await drive(
      two(asking('12')),
      options(workspace, (asks) => {
        rounds.push(asks.length);
        workspace.keep(membership('12'), true);
      }),
    );
    expect([rounds, turns.map(({ halt }) => halt.kind)]).toEqual([[2], ['ended', 'ended']]);
  });

  it('see what the one before has written', async () => {
    const workspace = loaded();
    const raise = ({ workspace: { world } }: { workspace: Workspace }): Outcome => {
      const level = Number(world.record(RECORD)?.properties['level'] ?? '0') + 1;
      return {
        kind: 'done',
        connection: undefined,
        writes: [{ kind: 'setProperties', ref: RECORD, values: { level: String(level) } }],
      };
    };
    await drive(
      two(raise),
      options(workspace, () => undefined),
    );
    expect(workspace.world.record(RECORD)?.properties).toEqual({ level: '2' });
    expect(workspace.world.changes.map(({ depth, source }) => [depth, source])).toEqual([
      [1, { type: 'FLOW', id: '7', enrollmentId: '1', actionId: '1' }],
      [1, { type: 'FLOW', id: '7', enrollmentId: '2', actionId: '1' }],
    ]);
  });

  it('do not wait for a record that another transaction holds: only its own passage does', async () => {
    const workspace = loaded();
    const other = { objectTypeId: '0-2', id: '201' };
    const ask = { kind: 'record', ref: other, toWrite: true } as const;
    const [first, second] = two(() => done());
    const turns = await drive(
      [{ ...first!, program: programOf([node('1', () => ({ kind: 'needs', asks: [ask] }))]) }, second!],
      options(workspace, () => workspace.keep(ask, { hold: 'busy' })),
    );
    expect(turns.map(({ halt }) => halt.kind)).toEqual(['needs', 'ended']);
  });

  it('are left for later when the time is over, all but the first', async () => {
    const pace = { next: () => Promise.resolve(), areOver: true, begin: () => () => false };
    const turns = await drive(
      two(() => done()),
      { ...options(loaded(), () => undefined), pace },
    );
    expect(turns.map(({ hasRun }) => hasRun)).toEqual([true, false]);
  });
});

describe('a passage that is paused', () => {
  const parked = { kind: 'delay', since: NOW - HOUR } as const;
  const waits = (until: number) =>
    programOf([
      node(
        '1',
        ({ now, enrollment }) =>
          until > now
            ? { kind: 'park', wait: { kind: 'delay', since: enrollment.wait!.since }, until }
            : done(),
        { waits: true },
      ),
    ]);

  it('takes no step, and stands where it stood', async () => {
    const ran: string[] = [];
    const program = programOf([
      node('1', () => {
        ran.push('1');
        return done();
      }),
    ]);
    const enrollment = enrollmentAt('1');
    const { halt, steps, enrollment: after } = await driveOne(program, enrollment, { isPaused: true });
    expect([halt, steps, after, ran]).toEqual([{ kind: 'paused' }, [], enrollment, []]);
  });

  it('tells the end of its wait anew, and keeps for how long time stood still', async () => {
    const wait = { ...parked, stoodStill: 5 };
    const { halt, enrollment } = await driveOne(waits(NOW + HOUR), enrollmentAt('1', { wait }), {
      isPaused: true,
    });
    expect(halt).toEqual({ kind: 'parked', until: NOW + HOUR, effects: [] });
    expect(enrollment.wait).toEqual(wait);
    const over = await driveOne(waits(NOW), enrollmentAt('1', { wait }), { isPaused: true });
    expect([over.halt, over.steps]).toEqual([{ kind: 'paused' }, []]);
  });

  it('leaves all the same when its flow is gone, and completes only afterwards', async () => {
    const gone = await driveOne(null, enrollmentAt('1'), { isPaused: true });
    expect(gone.halt).toMatchObject({ kind: 'ended', end: { reason: 'FLOW_DELETED' } });
    const atItsEnd = await driveOne(programOf([]), enrollmentAt(null), { isPaused: true });
    expect(atItsEnd.halt).toEqual({ kind: 'paused' });
  });
});
