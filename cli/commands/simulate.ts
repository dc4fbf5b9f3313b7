import type { Answer } from '@millrace/client';
import { joined, membersOf, type Names, sayEnd, sayNodes, sayOutcome } from '@millrace/core/sentences';
import { type MeantFlow, readFlow } from '../files/read-flow.ts';
import { sayRules, sayVerdicts } from '../support/explanation.ts';
import { bold } from '../support/look.ts';
import { namesFor } from '../support/names.ts';
import { type Context, onTarget } from '../support/on-target.ts';
import { at, type FlowBody, sayStand } from '../support/passage.ts';
import type { Target } from '../target/target.ts';
import { UsageError } from '../usage-error.ts';
import type { AddCommand } from './command.ts';

interface Options {
  readonly record?: string;
  readonly properties?: readonly string[];
  readonly start?: string;
  readonly until?: string;
  readonly byHand?: true;
  readonly evenIfRefused?: true;
}

type Simulation = Answer<'POST /millrace/v1/flows/simulate'>;

export const simulate: AddCommand = (program) => {
  const command = program
    .command('simulate')
    .summary('say what would become of a record in a flow; nothing is written or sent')
    .description(
      'Says step by step what would become of a record in a flow, saved or in a file. Nothing is written, nothing is sent.',
    )
    .argument('<flow>', 'its id, its name, or a file: welcome.flow.json, welcome.flow.yaml')
    .option('--record <record>', 'one that is there: an id, or the email address of a contact')
    .option('--properties <name=value...>', 'or one that is made up')
    .option('--start <instant>', 'when it comes: 2027-01-31T09:00:00Z; now without it')
    .option('--until <instant>', 'how far to go: 2027-06-30T00:00:00Z')
    .option('--by-hand', 'as if it were enrolled by hand: the criteria are not asked')
    .option('--even-if-refused', 'go on where the door of the flow keeps it out')
    .addHelpText(
      'after',
      '\nExamples:\n  millrace simulate "Welcome" --record ada@engines.example\n  millrace simulate ./welcome.json --properties email=b@engines.example city=Nice --start 2027-03-27T09:00:00Z',
    );
  onTarget(command, async ({ target, out, options }: Context<Options>, named: string) => {
    const asked = askedOf(options);
    const meant = await readFlow(target, named);
    const simulated = await ask(target, meant, asked);
    for (const { message } of simulated.problems) out.note(message);
    if (out.isJson) {
      out.result(simulated, () => []);
      return;
    }
    const flow = await bodyOf(target, meant);
    const { objectTypeId } = simulated.record;
    const names = await namesFor(target, objectTypeId, (every) => linesOf(simulated, flow, every));
    out.result(simulated, () => linesOf(simulated, flow, names));
  });
};

function askedOf({ record, properties, start: startAt, until, byHand, evenIfRefused }: Options) {
  if ((record === undefined) === (properties === undefined))
    throw new UsageError(
      'Say of which record: either --record that is there, or --properties of one made up.',
    );
  return {
    ...(record === undefined ? {} : { objectId: record }),
    ...(properties === undefined
      ? {}
      : { record: { properties: Object.fromEntries(properties.map(pairOf)) } }),
    ...(startAt === undefined ? {} : { startAt }),
    ...(until === undefined ? {} : { until }),
    ...(byHand ? { entry: 'MANUAL' as const } : {}),
    ...(evenIfRefused ? { evenIfRefused } : {}),
  };
}

function pairOf(text: string): [string, string] {
  const [, name, value] = /^([^=]+)=(.*)$/s.exec(text) ?? [];
  if (name === undefined)
    throw new UsageError(`${JSON.stringify(text)} is no property with its value: city=Nice.`);
  return [name, value!];
}

async function ask(target: Target, meant: MeantFlow, asked: ReturnType<typeof askedOf>): Promise<Simulation> {
  if (!('flowId' in meant))
    return target.call('POST /millrace/v1/flows/simulate', { body: { ...asked, flow: meant.body } });
  return target.call('POST /millrace/v1/flows/{flowId}/simulate', {
    path: { flowId: meant.flowId },
    body: asked,
  });
}

async function bodyOf(target: Target, meant: MeantFlow): Promise<FlowBody> {
  if ('flowId' in meant)
    return target.call('GET /automation/v4/flows/{flowId}', { path: { flowId: meant.flowId } });
  const actions: unknown = meant.body['actions'];
  return Array.isArray(actions) ? { ...meant.body, actions } : undefined;
}

function linesOf(simulated: Simulation, flow: FlowBody, names: Names): string[] {
  const { entered, rules, steps, end, startAt } = simulated;
  if (!entered)
    return [bold('It would not come in.'), '', ...sayRules(rules), ...criteriaLines(simulated, flow, names)];
  return [
    `${at(startAt, names)}  It comes in`,
    ...steps.flatMap((step) => [
      `${at(step.at, names)}  ${sayStand(step.actionId, step.actionTypeId, flow, names)}: ${joined(sayOutcome(step, names))}`,
      ...step.effects.flatMap(({ sends }) => sendLines(sends)),
    ]),
    `${at(end.at, names)}  ${sayLast(end)}`,
  ];
}

/** How a passage ends is said as it is of one that was; the server says why a simulation goes no further. */
function sayLast({ kind, status, reason, message }: Simulation['end']): string {
  return kind === 'ENDED' && status !== null ? joined(sayEnd({ status, reason })) : message;
}

/** Filter by filter, with the sentences of the flow: those of what is not saved are not in the answer. */
function criteriaLines({ criteria, record }: Simulation, flow: FlowBody, names: Names): string[] {
  if (criteria === null) return [];
  const { objectTypeId } = record;
  const tree = membersOf(membersOf(membersOf(flow)['enrollmentCriteria'])['listFilterBranch']);
  const said = sayNodes(tree, names, { objectTypeId });
  const sentences = new Map(said.map(({ path, parts }) => [path, joined(parts)]));
  return ['', bold('The criteria'), ...sayVerdicts(criteria, { bearer: objectTypeId, names, sentences })];
}

function sendLines(sends: Simulation['steps'][number]['effects'][number]['sends']): string[] {
  switch (sends?.kind) {
    case 'EMAIL':
      return [`    a mail to ${sends.to}${sends.subject === null ? '' : `: ${sends.subject}`}`];
    case 'REQUEST':
      return [`    ${sends.method} ${sends.url}`];
    default:
      return [];
  }
}
