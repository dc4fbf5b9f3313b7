import { type Problem, quote } from '../../../problem/index.ts';
import type { CustomCodeAction } from '../../definition/index.ts';
import type { RunContext } from '../../engine/index.ts';
import type { Reason } from '../../reasons/index.ts';
import { type CompileContext, external, misconfigured } from '../action-type.ts';
import { codeLanguage } from '../parts/code-language.ts';
import { namedInputs } from '../parts/named-inputs.ts';
import { outcomeOfOne } from '../parts/results.ts';
import { sayCustomCode } from './custom-code.say.ts';

/** Inputs of one action, as in the original. */
export const CODE_INPUTS_MAX = 50;

const source = 'exports.main = async (event) => ({ outputFields: { name: event.inputFields.email } });';
const email = { name: 'email', value: { type: 'OBJECT_PROPERTY', propertyName: 'email' } };
const code = {
  runtime: 'NODE20X',
  sourceCode: source,
  secretNames: [],
  inputFields: [email],
  outputFields: [{ name: 'name', type: 'STRING' }],
  connection: { edgeType: 'STANDARD', nextActionId: '2' },
};
const asked = {
  revisionId: '1',
  objectType: 'CONTACT',
  objectId: '101',
  inputFields: { email: 'ada@example.test' },
};
const ada = { email: 'ada@example.test' };

export const customCode = external({
  id: 'CUSTOM_CODE',
  say: sayCustomCode,
  name: 'Custom code',
  says:
    'Runs code of the flow, in a process that is kept apart from the server. The inputs are resolved when the action asks for the run, and ' +
    'the code is that of the revision which asked. It is tried again only when what it throws is the answer of a server that was ' +
    'busy or broken (429, 5xx). See [custom code](../custom-code.md).',
  summary: 'Runs your own JavaScript or Python.',
  icon: 'code',
  group: 'OTHER',
  members: {
    runtime: {
      kind: 'choice',
      label: 'Language',
      help: 'Python needs an interpreter on the server.',
      isRequired: true,
      choices: ['NODE20X', 'PYTHON39'],
    },
    sourceCode: {
      kind: 'code',
      label: 'Code',
      help: 'Exports `main`, which gets the event and answers with `outputFields`.',
      isRequired: true,
      of: ['runtime'],
    },
    inputFields: {
      kind: 'inputs',
      label: 'Inputs',
      help: 'Values that the code finds in `event.inputFields`.',
      isRequired: false,
    },
    outputFields: {
      kind: 'codeOutputs',
      label: 'Outputs',
      help: 'What the code answers with, for later actions.',
      isRequired: false,
    },
    secretNames: {
      kind: 'secrets',
      label: 'Secrets',
      help: 'Secrets of the account that the code may read from its environment.',
      isRequired: false,
    },
  },
  reasons: {
    CODE_FAILED: 'The code threw, or its promise was rejected.',
    SYNTAX_ERROR: 'The code cannot be read.',
    NO_ENTRY: 'The code exports no function `main`.',
    NEVER_SETTLED: 'The code waits for something that can never come.',
    TIME_LIMIT_EXCEEDED: 'The code ran for longer than 20 seconds.',
    MEMORY_LIMIT_EXCEEDED: 'The code used more than 128 MB.',
    PROCESS_ENDED: 'The code ended its process, or broke it.',
    OUTPUT_VALUES_TOO_LARGE: 'An output has more than 65,000 characters.',
    OUTPUT_VALUES_INVALID: 'An output has a value that its declared type cannot hold.',
    SECRET_MISSING: 'The account has no secret of a name that the action lists.',
    RUNTIME_UNAVAILABLE: 'This server runs no code, or none in this language.',
  },
  fields: {},
  outputsIn: ({ outputFields }: CustomCodeAction) =>
    outputFields.map(({ name, type }) => ({ key: name, says: `${type}, declared by the action` })),
  compile: (_, action: CustomCodeAction, context) => {
    const problems = problemsOf(action);
    if (problems.length > 0) return misconfigured(problems);
    const objectType = nameOfType(context);
    return {
      request: (run) => {
        const named = namedInputs(action.inputFields, run, context.timeZone, 'input');
        if (named.kind !== 'inputs') return named;
        const { revisionId } = run.program;
        const inputFields = Object.fromEntries(named.inputs);
        const request = { revisionId, objectType, objectId: run.record.id, inputFields };
        return { kind: 'request', effects: [{ type: 'code', target: targetOf(run, action), request }] };
      },
      finish: (results) => outcomeOfOne(results, action.connection),
    };
  },
  examples: [
    {
      shows:
        'The run is asked for with the inputs as they are now, and the enrollment waits for what comes of it.',
      action: code,
      properties: ada,
      outcome: {
        outcome: 'WAITING',
        waitsUntil: null,
        effects: [{ type: 'code', target: 'flow 7, action 1', request: asked }],
      },
    },
    {
      shows: 'The code has run: its declared outputs can be used by later actions.',
      action: code,
      properties: ada,
      results: [
        { kind: 'done', outputs: { name: 'ada@example.test' }, detail: { log: 'hello\n', tookMs: 3 } },
      ],
      outcome: {
        outcome: 'SUCCEEDED',
        next: '2',
        outputs: { name: 'ada@example.test' },
        detail: { log: 'hello\n', tookMs: 3 },
      },
    },
    {
      shows: 'A runtime that nobody knows: every run fails, and lint says so.',
      action: { ...code, runtime: 'RUBY27' },
      outcome: { outcome: 'FAILED', reason: 'INVALID_CONFIGURATION', next: '2', effects: [] },
    },
    ...failures([
      [
        'CODE_FAILED',
        'The code threw: the step fails with its message and its log, and the record goes on.',
        'Error: no such customer',
      ],
      ['SYNTAX_ERROR', 'The code cannot be read.', 'SyntaxError: Unexpected end of input (main.js:3)'],
      ['NO_ENTRY', 'The code has no main.', 'The code exports no function main: it must set exports.main.'],
      [
        'NEVER_SETTLED',
        'A promise that nothing can settle any more.',
        'The code waits for something that can never come.',
      ],
      [
        'TIME_LIMIT_EXCEEDED',
        'An endless loop is stopped.',
        'The code was still running after 20 seconds, and was stopped.',
      ],
      [
        'MEMORY_LIMIT_EXCEEDED',
        'Too much memory.',
        'The code used more than 128 MB of memory, and was stopped.',
      ],
      [
        'PROCESS_ENDED',
        'The code ended itself.',
        'The process of the code ended (the exit code 3) before there was a result.',
      ],
      [
        'OUTPUT_VALUES_TOO_LARGE',
        'A text that is too long.',
        'outputFields.name has 65001 characters; an output has at most 65000.',
      ],
      [
        'OUTPUT_VALUES_INVALID',
        'A value of another type.',
        'outputFields.total is "many", which NUMBER cannot hold.',
      ],
      [
        'SECRET_MISSING',
        'A secret that is not there.',
        'secretNames[0] "KEY" is not a secret of this account.',
      ],
      [
        'RUNTIME_UNAVAILABLE',
        'A server that runs no code.',
        'This server runs no code: MILLRACE_CODE is off.',
      ],
    ]),
  ],
});

function failures(given: readonly (readonly [reason: Reason, shows: string, message: string])[]) {
  return given.map(([reason, shows, message]) => ({
    shows,
    action: code,
    results: [{ kind: 'failed', reason, message, detail: { log: '' } }] as const,
    outcome: { outcome: 'FAILED', reason, next: '2', detail: { message, log: '' } } as const,
  }));
}

/** Slow code keeps up its own action, and no other. */
function targetOf({ program }: RunContext, { actionId }: CustomCodeAction): string {
  return `flow ${program.flowId}, action ${actionId}`;
}

/** As events name object types: `CONTACT`; those that an account has defined by their id. */
function nameOfType({ schema, objectTypeId }: CompileContext): string {
  const type = schema.objectType(objectTypeId);
  return type && objectTypeId.startsWith('0-') ? type.name.toUpperCase() : objectTypeId;
}

function problemsOf({ runtime, inputFields }: CustomCodeAction): Problem[] {
  const problems: Problem[] = [];
  if (codeLanguage(runtime) === undefined)
    problems.push({
      path: 'runtime',
      code: 'UNKNOWN_RUNTIME',
      message: `runtime ${quote(runtime)} is not known; there are NODE20X and PYTHON39 and their like.`,
    });
  if (inputFields.length > CODE_INPUTS_MAX)
    problems.push({
      path: 'inputFields',
      code: 'TOO_MANY_INPUTS',
      message: `inputFields has ${inputFields.length} inputs; there can be ${CODE_INPUTS_MAX}.`,
    });
  const names = inputFields.map(({ name }) => name);
  names.forEach((name, index) => {
    if (names.indexOf(name) === index) return;
    const message = `inputFields[${index}].name ${quote(name)} is the name of an input before it, too.`;
    problems.push({ path: `inputFields[${index}].name`, code: 'DUPLICATE_INPUT', message });
  });
  return problems;
}
