import { mentionsOf, parseFlowForCreate } from '@millrace/core/flow';
import { isObject, parseRaw, type RawObject } from '@millrace/core/raw';
import { alike } from '../../files/alike.ts';
import { applyPlan, shellOf } from '../../files/apply.ts';
import { changesBetween } from '../../files/changes.ts';
import { inOrder } from '../../files/flow-file.ts';
import type { FlowFile } from '../../files/folder.ts';
import { referencesIn, toBeSaid } from '../../files/named.ts';
import { bodyFor, type Planning, type Step } from '../../files/plan.ts';
import { readFlows, type ServerFlow, serverFlow } from '../../files/portal.ts';
import { isOfOneThing, matchOf, whyNot } from '../bring.ts';
import { type Importing, NOT_YET, stopWhereAsked } from '../importing.ts';
import { namedById, targetIdOf } from '../translate.ts';

const WHAT = 'flows';
const KIND = 'flow';

/**
 * Flows, as `apply` would make them of files that have the ids of the source as names. They are off unless it is asked for otherwise: two systems
 * must not both send. A flow that is there and says something else is left as it is; one that an earlier run has begun is finished.
 */
export async function bringFlows(importing: Importing): Promise<void> {
  const { state, report, source, target } = importing;
  const isChosen = importing.chosen.has('flows');
  const there = await readFlows(target);
  const flows = await readFlows(source);
  const found = new Map<string, ServerFlow>();
  for (const { id, name } of flows) {
    const match = matchOf(importing, { coming: { kind: KIND, id, name }, there });
    if (!match) continue;
    found.set(id, match);
    state.noteUnfinished(KIND, id, match.id);
  }
  if (!isChosen) return;
  const files = takeable(
    importing,
    flows.map((flow) => fileOf(importing, flow)),
  );
  const steps = files.flatMap((file) => stepOf(importing, file, found.get(file.name)));
  noteSecrets(importing, files);
  if (importing.mode === 'LOOK') {
    for (const { kind, file } of steps) report.mark(WHAT, file.name, kind === 'CREATE' ? 'made' : 'changed');
    return;
  }
  state.beginWith(
    KIND,
    steps.map(({ file }) => file.name),
  );
  await state.save();
  await apply(importing, steps);
  await report.flush();
  await state.save();
}

/** Flows without actions, for lists that name them before they can be made: the flows come last, and may name the lists. */
export async function bringShells(importing: Importing, ids: readonly string[]): Promise<void> {
  const { source, target, state, chosen, mode } = importing;
  const missing = new Set(ids.filter((id) => state.idOf(KIND, id) === undefined));
  if (missing.size === 0 || !chosen.has('flows')) return;
  const there = await readFlows(target);
  for (const flow of (await readFlows(source)).filter(({ id }) => missing.has(id))) {
    const { id, name } = flow;
    stopWhereAsked(importing);
    const match = matchOf(importing, { coming: { kind: KIND, id, name }, there });
    const file = match || mode === 'LOOK' ? undefined : fileOf(importing, flow);
    if (file) await makeShell(importing, file);
    else if (match || mode === 'LOOK') state.noteUnfinished(KIND, id, match?.id ?? NOT_YET);
  }
}

/** A flow that does nothing yet; that it is not finished is noted before it is made. */
async function makeShell(importing: Importing, file: FlowFile): Promise<ServerFlow> {
  const { target, state } = importing;
  state.beginWith(KIND, [file.name]);
  await state.save();
  const body = JSON.stringify(inOrder(bodyFor(shellOf(file), idsOf(importing)))) as never;
  const made = parseRaw(await target.callText('POST /automation/v4/flows', { body }));
  if (!isObject(made)) throw new Error(`${target.says} has answered with something that is no flow.`);
  const flow = serverFlow(made);
  state.noteUnfinished(KIND, file.name, flow.id);
  await state.save();
  return flow;
}

/** The file is known by the id of the flow in the source; none where it cannot be read. */
function fileOf({ report, flows, state }: Importing, { id, name, body }: ServerFlow): FlowFile | undefined {
  try {
    const named = namedById(state, inOrder(body));
    const isEnabled = flows === 'AS_IN_SOURCE' && body['isEnabled'] === true;
    return { file: name, name: id, body: { ...named, isEnabled }, at: () => name };
  } catch (error) {
    report.refused(WHAT, id, name, (error as Error).message);
    return undefined;
  }
}

/** Those that name nothing but what is there; what names a flow that cannot be taken cannot be, either. */
function takeable(
  { state, report }: Importing,
  flows: readonly (FlowFile | undefined)[],
): readonly FlowFile[] {
  let files = flows.filter((file) => file !== undefined);
  for (;;) {
    const coming = new Set(files.map(({ name }) => name));
    const refused = files.filter((file) => {
      const missing = referencesIn(file.body).filter(
        ({ kind, name }) =>
          targetIdOf(state, kind, name) === undefined && !(kind === KIND && coming.has(name)),
      );
      if (missing.length === 0) return false;
      const named = [...new Set(missing.map(({ kind, name }) => `the ${kind} ${name}`))].join(', ');
      report.refused(
        WHAT,
        file.name,
        file.file,
        `it names ${named}, which ${missing.length === 1 ? 'has' : 'have'} not been taken`,
      );
      return true;
    });
    if (refused.length === 0) return files;
    files = files.filter((file) => !refused.includes(file));
  }
}

function stepOf(importing: Importing, file: FlowFile, flow: ServerFlow | undefined): readonly FlowStep[] {
  const { state, report } = importing;
  if (!flow) return [{ kind: 'CREATE', file }];
  const update: FlowStep = { kind: 'UPDATE', file, flow, changes: [] };
  if (state.hasBegun(KIND, file.name)) return [update];
  const wanted = comparable(importing, file);
  const now = { ...inOrder(flow.body), isEnabled: flow.body['isEnabled'] === true };
  if (alike({ ...now, isEnabled: true }, { ...wanted, isEnabled: true })) {
    if (wanted['isEnabled'] === true && !now.isEnabled) return [update];
    report.mark(WHAT, file.name, 'there');
    return [];
  }
  const changes = changesBetween({ ...now, isEnabled: true }, { ...wanted, isEnabled: true });
  report.differs(WHAT, file.name, file.file, `it is left as it is here; the source: ${changes.join('; ')}`);
  return [];
}

/** As it would be sent; where nothing is written, what is not there yet has no id. */
function comparable(importing: Importing, file: FlowFile): RawObject {
  return inOrder(bodyFor(file, idsOf(importing)));
}

function idsOf({ state }: Importing): Planning['idOf'] {
  return ({ kind, name }) => targetIdOf(state, kind, name);
}

type FlowStep = Exclude<Step, { readonly kind: 'DELETE' }>;

/**
 * Flow after flow, those first that name none that is yet to come; one that is refused does not keep the others from being made. Where they name each
 * other in a circle, one of them is made without actions first.
 */
async function apply(importing: Importing, steps: readonly FlowStep[]): Promise<void> {
  const { state } = importing;
  let left = steps;
  while (left.length > 0) {
    stopWhereAsked(importing);
    const ready = left.find(({ file }) =>
      referencesIn(file.body).every(({ kind, name }) => targetIdOf(state, kind, name) !== undefined),
    );
    const step = ready ?? (await attempt(importing, left[0]!.file, () => shelled(importing, left[0]!.file)));
    const isDone = ready ? await attempt(importing, ready.file, () => applyOne(importing, ready)) : undefined;
    if (ready || !step) {
      left = left.filter((each) => each !== (ready ?? left[0]));
      if (isDone) continue;
      const kept = new Set(
        takeable(
          importing,
          left.map(({ file }) => file),
        ),
      );
      left = left.filter(({ file }) => kept.has(file));
    } else left = [...left.slice(1), step];
  }
}

async function shelled(importing: Importing, file: FlowFile): Promise<FlowStep> {
  return { kind: 'UPDATE', file, flow: await makeShell(importing, file), changes: [] };
}

async function applyOne(importing: Importing, step: FlowStep): Promise<true> {
  const { target, state, report, signal } = importing;
  const planning: Planning = {
    plan: { steps: [step], unchanged: 0, problems: [], leftAlone: [] },
    map: {
      set: (_target, kind, name, id) => state.noteUnfinished(kind, name, id),
      delete: () => undefined,
      save: () => state.save(),
    },
    idOf: idsOf(importing),
  };
  // What is completed that was begun as nothing is made, not changed.
  const isBegun = step.kind === 'UPDATE' && isEmpty(step.flow.body);
  await applyPlan(target, planning, signal, (_step, id) => {
    state.note(KIND, step.file.name, id);
    report.mark(WHAT, step.file.name, step.kind === 'CREATE' || isBegun ? 'made' : 'changed');
  });
  await state.save();
  return true;
}

function isEmpty({ actions }: RawObject): boolean {
  return !Array.isArray(actions) || actions.length === 0;
}

/** Undefined where it is refused, which is reported. */
async function attempt<T>(
  { state, report }: Importing,
  file: FlowFile,
  work: () => Promise<T>,
): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (!isOfOneThing(error)) throw error;
    state.giveUp(KIND, file.name);
    report.refused(WHAT, file.name, file.file, whyNot(error));
    await report.flush();
    await state.save();
    return undefined;
  }
}

/** Only who made them knows the secrets; what a flow needs is told by name. */
function noteSecrets({ report }: Importing, files: readonly FlowFile[]): void {
  const named = new Set<string>();
  for (const { body } of files) {
    const parsed = parseFlowForCreate(JSON.parse(JSON.stringify(toBeSaid(body))));
    if (!parsed.ok) continue;
    for (const mention of mentionsOf(parsed.value)) if (mention.kind === 'secret') named.add(mention.id);
  }
  if (named.size > 0)
    report.note(
      `Flows name the secrets ${[...named].join(', ')}, which the source does not tell: set them in the settings.`,
    );
}
