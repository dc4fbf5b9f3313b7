import { type CodeJob, type CodeResult, Sandbox, type SandboxOptions } from '../../src/code/index.ts';
import type { OutgoingRequest } from '../../src/outgoing/index.ts';
import { createLog, USUAL_CODE } from '../../src/platform/index.ts';

/** A sandbox of its own, whose network is a function. */
export interface TestSandbox {
  readonly sandbox: Sandbox;
  /** What code has asked of the network. */
  readonly asked: OutgoingRequest[];
  /** Runs code as `exports.main`, with this event. */
  run(source: string, more?: Partial<CodeJob>): Promise<CodeResult>;
  /** Runs the body of a main, `event` and `callback` at hand. */
  main(body: string, more?: Partial<CodeJob>): Promise<CodeResult>;
}

type Answer = Awaited<ReturnType<SandboxOptions['outgoing']['request']>>;

export const OK: Answer = {
  kind: 'answered',
  status: 200,
  headers: { 'content-type': 'application/json' },
  body: Buffer.from('{"ok":true}'),
  isCut: false,
} as Answer;

export function openSandbox(
  options: Partial<SandboxOptions> = {},
  answer: (request: OutgoingRequest) => Answer | Promise<Answer> = () => OK,
): TestSandbox {
  const asked: OutgoingRequest[] = [];
  const outgoing = {
    async request(request: OutgoingRequest) {
      asked.push(request);
      return answer(request);
    },
  };
  const sandbox = new Sandbox({ ...USUAL_CODE, log: createLog('silent'), outgoing, ...options });
  const run: TestSandbox['run'] = (source, more = {}) =>
    sandbox.run({ accountId: '1', runtime: 'NODE20X', source, event: {}, ...more });
  return {
    sandbox,
    asked,
    run,
    main: (body, more) => run(`exports.main = async (event, callback) => {\n${body}\n};`, more),
  };
}
