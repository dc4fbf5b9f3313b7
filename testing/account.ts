import type { Answer, Arguments, Given, OperationName } from '@millrace/client';
import { Target } from '../cli/target/target.ts';
import { Clock } from './clock.ts';
import { Enrollment } from './enrollment.ts';
import { Mailbox } from './mailbox.ts';
import { Outbox } from './outbox.ts';
import { PassageError } from './passage-error.ts';
import { type AppliedFlows, type FlowRef, flowIdOf, type RecordRef, recordIdOf } from './references.ts';

type SimulateBody = Given<'POST /millrace/v1/flows/{flowId}/simulate'>['body'];

interface AccountParts {
  readonly id: string;
  readonly url: string;
  readonly token: string;
}

/** An account with nothing of others in it: its records, flows, mails, requests and its clock are its own. */
export class Account {
  readonly id: string;
  /** What `new Client(account.client)` of `@hubspot/api-client` takes. */
  readonly client: { readonly accessToken: string; readonly basePath: string };
  readonly clock: Clock;
  readonly mailbox: Mailbox;
  readonly outbox: Outbox;
  readonly #target: Target;

  constructor({ id, url, token }: AccountParts) {
    this.id = id;
    this.client = { accessToken: token, basePath: url };
    this.#target = new Target({ name: null, url, token });
    this.clock = new Clock(this.#target);
    this.mailbox = new Mailbox(this.#target);
    this.outbox = new Outbox(this.#target);
  }

  /**
   * Calls any operation of the API, checked by its types:
   * `call('POST /crm/v3/objects/{objectType}', { path: { objectType: 'contacts' }, body: { properties: { email } } })`.
   * Throws a TargetFailure with `status`, `category` and `errors` where the answer is an error.
   */
  call<O extends OperationName>(operation: O, ...args: Arguments<O>): Promise<Answer<O>> {
    return this.#target.call(operation, ...args);
  }

  /** Does all that is due now, and what follows from it, without moving the clock. */
  settle(): Promise<Answer<'POST /millrace/v1/clock/settle'>> {
    return this.#target.call('POST /millrace/v1/clock/settle');
  }

  /**
   * Makes the account be as files of flows say: those of a folder, or one file; by a path from where the process runs, or by a URL. Answers the flows by
   * their names: `const { Welcome } = await account.apply('./flows')`. What they name in place of ids (`{ "email": "Welcome 1" }`) is found by its
   * name: make it before, or in `seed`. Fails, before anything is made, with all that the account lacks.
   */
  async apply(flows: string | URL): Promise<AppliedFlows> {
    // Whoever makes flows otherwise does not load what reads them.
    const { applyFlows, flowFilesAt } = await import('./apply-flows.ts');
    return applyFlows(this.#target, await flowFilesAt(flows));
  }

  /** The latest passage of a record through a flow. Throws a PassageError that tells why there is none. */
  async enrollment(flow: FlowRef, record: RecordRef): Promise<Enrollment> {
    const [flowId, objectId] = await this.#idsOf(flow, record);
    const found = await this.#latest(flowId, objectId);
    if (found) return found;
    const { answer } = await this.#explain(flowId, objectId);
    throw new PassageError(
      `The record ${objectId} has never been in the flow ${flowId}. ${answer}`,
      this.enrollment,
    );
  }

  /** That a record has never been in a flow. Throws a PassageError that tells its passage. */
  async expectNeverEnrolled(flow: FlowRef, record: RecordRef): Promise<void> {
    const [flowId, objectId] = await this.#idsOf(flow, record);
    const found = await this.#latest(flowId, objectId);
    if (found)
      throw new PassageError(
        `Expected the record ${objectId} never to have been in the flow ${flowId}.\n${found.tell()}`,
        this.expectNeverEnrolled,
      );
  }

  /** Why a record is in a flow or is not: `answer` says it in a sentence, `criteria.toTurn` what would have to be different. */
  async explain(
    flow: FlowRef,
    record: RecordRef,
  ): Promise<Answer<'GET /millrace/v1/flows/{flowId}/explain'>> {
    return this.#explain(...(await this.#idsOf(flow, record)));
  }

  /** What would become of a record in a flow, step by step. Nothing is written and nothing is sent. */
  async simulate(
    flow: FlowRef,
    body: SimulateBody,
  ): Promise<Answer<'POST /millrace/v1/flows/{flowId}/simulate'>> {
    const flowId = await flowIdOf(this.#target, flow);
    return this.#target.call('POST /millrace/v1/flows/{flowId}/simulate', { path: { flowId }, body });
  }

  #idsOf(flow: FlowRef, record: RecordRef): Promise<[flowId: string, objectId: string]> {
    return Promise.all([flowIdOf(this.#target, flow), recordIdOf(this.#target, record)]);
  }

  #explain(flowId: string, objectId: string) {
    return this.#target.call('GET /millrace/v1/flows/{flowId}/explain', {
      path: { flowId },
      query: { objectId },
    });
  }

  async #latest(flowId: string, objectId: string): Promise<Enrollment | undefined> {
    const { results } = await this.#target.call('GET /millrace/v1/flows/{flowId}/enrollments', {
      path: { flowId },
      query: { objectId, limit: 1 },
    });
    return results[0] && Enrollment.read(this.#target, results[0].id);
  }
}
