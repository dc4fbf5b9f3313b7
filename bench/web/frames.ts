import type { CDPSession } from 'playwright-core';

/** What the main thread of a page did, frame by frame. */
export interface Frames {
  /** Milliseconds of script of each frame in which there was any. */
  readonly script: readonly number[];
  /** Milliseconds of each task. */
  readonly tasks: readonly number[];
  /** Milliseconds from frame to frame. */
  readonly between: readonly number[];
}

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  /** Microseconds. */
  readonly ts: number;
  readonly dur?: number;
  readonly pid: number;
  readonly tid: number;
}

const CATEGORIES = ['devtools.timeline', 'disabled-by-default-devtools.timeline', 'toplevel'];
/** All script runs within one of these. */
const SCRIPT = new Set(['FunctionCall', 'EvaluateScript', 'RunMicrotasks', 'TimerFire', 'EventDispatch']);
const TASKS = new Set(['RunTask', 'ThreadControllerImpl::RunTask']);
/** Each frame ends with one, on the page's own thread. */
const FRAME = 'Commit';

/** Watches a page while something is done to it. */
export async function traced(devtools: CDPSession, work: () => Promise<void>): Promise<Frames> {
  const events: TraceEvent[] = [];
  devtools.on('Tracing.dataCollected', ({ value }) => events.push(...(value as unknown as TraceEvent[])));
  const complete = new Promise((resolve) => devtools.once('Tracing.tracingComplete', resolve));
  await devtools.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: CATEGORIES },
  });
  await work();
  await devtools.send('Tracing.end');
  await complete;
  return framesOf(events);
}

function framesOf(all: readonly TraceEvent[]): Frames {
  const thread = busiest(all.filter(({ name }) => name === FRAME));
  const events = all
    .filter(({ pid, tid }) => `${pid} ${tid}` === thread)
    .toSorted((a, b) => a.ts - b.ts || (b.dur ?? 0) - (a.dur ?? 0));
  const frames = events.filter(({ name }) => name === FRAME).map(({ ts }) => ts);
  const script = new Map<number, number>();
  let frame = 0;
  let until = 0;
  for (const { name, ts, dur = 0 } of events) {
    while (frame < frames.length && frames[frame]! <= ts) frame++;
    // What runs within another is counted with it.
    if (!SCRIPT.has(name) || ts < until) continue;
    until = ts + dur;
    script.set(frame, (script.get(frame) ?? 0) + dur / 1_000);
  }
  return {
    script: [...script.values()],
    tasks: events.filter(({ name }) => TASKS.has(name)).map(({ dur = 0 }) => dur / 1_000),
    between: frames.slice(1).map((at, index) => (at - frames[index]!) / 1_000),
  };
}

/** The thread that has made most of them: the page's own. */
function busiest(events: readonly TraceEvent[]): string {
  const counts = new Map<string, number>();
  for (const { pid, tid } of events) counts.set(`${pid} ${tid}`, (counts.get(`${pid} ${tid}`) ?? 0) + 1);
  const [most] = [...counts].toSorted((a, b) => b[1] - a[1]);
  if (!most) throw new Error('The page has drawn no frame.');
  return most[0];
}
