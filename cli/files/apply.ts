import { isObject, parseRaw, type RawObject } from '@millrace/core/raw';
import type { Target } from '../target/target.ts';
import { inOrder } from './flow-file.ts';
import type { FlowFile } from './folder.ts';
import { referencesIn } from './named.ts';
import { bodyFor, type Planning, type Step } from './plan.ts';
import { readByIds, type ServerFlow, serverFlow } from './portal.ts';

/** The target is not as it was when the plan was made. */
export class Drift extends Error {
  override readonly name = 'Drift';
}

/** Told of each step as it is done. */
export type OnStep = (step: Step, id: string) => void;

/**
 * Does what a plan says, step by step: each is noted in the map before the next begins, so that what is left can be done by another run. Flows
 * that others name are made first. Fails with Drift where a flow has been changed since the plan was made, before it is touched.
 */
export async function applyPlan(
  target: Target,
  planning: Planning,
  signal: AbortSignal,
  onStep: OnStep,
): Promise<void> {
  const { steps, problems } = planning.plan;
  if (problems.length > 0) throw new Error(problems.join('\n'));
  await new Applying(target, planning, signal, onStep).run(steps);
}

class Applying {
  readonly #target: Target;
  readonly #planning: Planning;
  readonly #signal: AbortSignal;
  readonly #onStep: OnStep;
  /** Flows that this run has made, by their names. */
  readonly #made = new Map<string, string>();

  constructor(target: Target, planning: Planning, signal: AbortSignal, onStep: OnStep) {
    this.#target = target;
    this.#planning = planning;
    this.#signal = signal;
    this.#onStep = onStep;
  }

  async run(steps: readonly Step[]): Promise<void> {
    this.#noteWhatIsNamed(steps);
    await this.#create(steps.filter((step) => step.kind === 'CREATE'));
    for (const step of steps) {
      if (step.kind === 'UPDATE') await this.#update(step);
      if (step.kind === 'DELETE') await this.#delete(step);
    }
  }

  /** Those whose names are all known first; where flows name each other in a circle, one of them is made without actions before. */
  async #create(steps: readonly (Step & { readonly kind: 'CREATE' })[]): Promise<void> {
    let left = steps;
    while (left.length > 0) {
      this.#stopWhereAsked();
      const ready = left.find(({ file }) => this.#isReady(file));
      const step = ready ?? left[0]!;
      const shell = ready ? undefined : await this.#post(bodyFor(shellOf(step.file), this.#idOf));
      if (shell) await this.#note(step.file.name, shell.id);
      else {
        const made = await this.#post(bodyFor(step.file, this.#idOf));
        await this.#note(step.file.name, made.id);
        this.#onStep(step, made.id);
      }
      left = left.filter((each) => each !== step);
      if (!shell) continue;
      await this.#create(left);
      await this.#put(shell, bodyFor(step.file, this.#idOf));
      this.#onStep(step, shell.id);
      return;
    }
  }

  async #update(step: Step & { readonly kind: 'UPDATE' }): Promise<void> {
    this.#stopWhereAsked();
    const { file, flow } = step;
    await this.#requireUnmoved(flow);
    await this.#put(flow, bodyFor(file, this.#idOf));
    await this.#note(file.name, flow.id);
    this.#onStep(step, flow.id);
  }

  async #delete(step: Step & { readonly kind: 'DELETE' }): Promise<void> {
    this.#stopWhereAsked();
    const { id, name } = step.flow;
    await this.#requireUnmoved(step.flow);
    await this.#target.call('DELETE /automation/v4/flows/{flowId}', { path: { flowId: id } });
    this.#planning.map.delete(this.#target.key, 'flow', name);
    await this.#planning.map.save();
    this.#onStep(step, id);
  }

  /** The revision that a PUT names makes sure of the same between this look and the write. */
  async #requireUnmoved({ id, name, revisionId }: ServerFlow): Promise<void> {
    const [now] = await readByIds(this.#target, [id]);
    if (now?.revisionId === revisionId) return;
    const moved = now ? `is at revision ${now.revisionId} and was at ${revisionId}` : 'is gone';
    throw new Drift(
      `${JSON.stringify(name)} ${moved} when the plan was made: what was done until here stays. Plan again.`,
    );
  }

  #isReady(file: FlowFile): boolean {
    return referencesIn(file.body).every((reference) => this.#idOf(reference) !== undefined);
  }

  readonly #idOf: Planning['idOf'] = (reference) =>
    (reference.kind === 'flow' ? this.#made.get(reference.name) : undefined) ??
    this.#planning.idOf(reference);

  /** What the flows name is known to the map from then on, and so means the same when another is called so one day. */
  #noteWhatIsNamed(steps: readonly Step[]): void {
    for (const step of steps) {
      if (step.kind === 'DELETE') continue;
      for (const reference of referencesIn(step.file.body)) {
        const id = this.#planning.idOf(reference);
        if (id !== undefined) this.#planning.map.set(this.#target.key, reference.kind, reference.name, id);
      }
    }
  }

  async #note(name: string, id: string): Promise<void> {
    const { map } = this.#planning;
    this.#made.set(name, id);
    map.set(this.#target.key, 'flow', name, id);
    await map.save();
  }

  async #post(body: RawObject): Promise<ServerFlow> {
    return answered(
      await this.#target.callText('POST /automation/v4/flows', {
        body: JSON.stringify(inOrder(body)) as never,
      }),
    );
  }

  async #put({ id: flowId, revisionId }: ServerFlow, body: RawObject): Promise<void> {
    const sent = { ...inOrder(body), revisionId };
    await this.#target.callText('PUT /automation/v4/flows/{flowId}', {
      path: { flowId },
      query: {},
      body: JSON.stringify(sent) as never,
    });
  }

  #stopWhereAsked(): void {
    if (this.#signal.aborted)
      throw new Error('Stopped. What was done until here stays; run it again to do the rest.');
  }
}

function answered(text: string): ServerFlow {
  const body = parseRaw(text);
  if (!isObject(body)) throw new Error('The server has answered with something that is no flow.');
  return serverFlow(body);
}

/** A flow that does nothing yet, of the same kind. */
export function shellOf({ body, ...file }: FlowFile): FlowFile {
  const { name, type, flowType, objectTypeId } = body;
  const shell = Object.fromEntries(
    Object.entries({ name, type, flowType, objectTypeId, isEnabled: false, actions: [] }).filter(
      ([, value]) => value !== undefined,
    ),
  ) as RawObject;
  return { ...file, body: shell };
}
