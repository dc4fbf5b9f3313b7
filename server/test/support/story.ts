import { type Millrace, startMillrace } from './millrace.ts';

/** A vocabulary for stories: given this, when that happens, then so it is. Reads and writes over HTTP only. */
export interface Story {
  readonly millrace: Millrace;
  givenRecord(type: string, properties: Readonly<Record<string, string>>): Promise<string>;
  givenContact(properties?: Readonly<Record<string, string>>): Promise<string>;
  givenFlow(flow: Readonly<Record<string, unknown>>): Promise<string>;
  /** Puts the flow back with these members changed; `query` begins with a question mark. */
  changeFlow(flowId: string, change: (flow: Body) => Body, query?: string): Promise<void>;
  change(type: string, id: string, properties: Readonly<Record<string, string | null>>): Promise<void>;
  enroll(flowId: string, ...ids: string[]): Promise<Body>;
  /** Lets everything that is due run. */
  settle(): Promise<void>;
  /** Moves the clock: an ISO 8601 duration, whose days have 24 hours, also where the clocks of the account are changed. */
  pass(duration: string): Promise<void>;
  properties(type: string, id: string): Promise<Record<string, string | null>>;
  /** Newest first. */
  enrollments(flowId: string, query?: string): Promise<Body[]>;
  /** The newest enrollment of the flow with its steps. */
  passage(flowId: string): Promise<Body>;
  stop(): Promise<void>;
}

// biome-ignore lint/suspicious/noExplicitAny: stories look into answers freely
export type Body = any;

/** Fails loudly when the server refuses what a story takes for granted. */
export async function tellStory(config: Parameters<typeof startMillrace>[0] = {}): Promise<Story> {
  return storyOf(await startMillrace(config));
}

export function storyOf(millrace: Millrace): Story {
  const must = async (method: string, path: string, body?: unknown): Promise<Body> => {
    const answer = await millrace.call(method, path, body);
    if (answer.status >= 300)
      throw new Error(`${method} ${path} answered ${answer.status}: ${JSON.stringify(answer.body)}`);
    return answer.body;
  };
  const settle = () => must('POST', '/millrace/v1/clock/settle');
  let contacts = 0;
  const story: Story = {
    millrace,
    async givenRecord(type, properties) {
      return (await must('POST', `/crm/v3/objects/${type}`, { properties })).id;
    },
    givenContact: (properties = {}) =>
      story.givenRecord('contacts', { email: `contact${++contacts}@example.test`, ...properties }),
    async givenFlow(flow) {
      return (await must('POST', '/automation/v4/flows', flow)).id;
    },
    async changeFlow(flowId, change, query = '') {
      const flow = await must('GET', `/automation/v4/flows/${flowId}`);
      const { createdAt: _, updatedAt: __, dataSources: ___, ...rest } = flow;
      await must('PUT', `/automation/v4/flows/${flowId}${query}`, change(rest));
      await settle();
    },
    async change(type, id, properties) {
      const values = Object.fromEntries(
        Object.entries(properties).map(([name, value]) => [name, value ?? '']),
      );
      await must('PATCH', `/crm/v3/objects/${type}/${id}`, { properties: values });
      await settle();
    },
    async enroll(flowId, ...ids) {
      const answer = await must('POST', `/millrace/v1/flows/${flowId}/enrollments`, { objectIds: ids });
      await settle();
      return answer.results;
    },
    settle,
    async pass(duration) {
      const by = duration.replace(
        /^P(\d+)D(?:T(?:(\d+)H)?)?/,
        (_, days, hours = 0) => `PT${24 * Number(days) + Number(hours)}H`,
      );
      await must('POST', '/millrace/v1/clock/advance', { by });
    },
    async properties(type, id) {
      const names = (await must('GET', `/crm/v3/properties/${type}`)).results
        .map((each: Body) => each.name)
        .join(',');
      return (await must('GET', `/crm/v3/objects/${type}/${id}?properties=${names}`)).properties;
    },
    async enrollments(flowId, query = '') {
      return (await must('GET', `/millrace/v1/flows/${flowId}/enrollments${query}`)).results;
    },
    async passage(flowId) {
      const [newest] = await story.enrollments(flowId);
      if (!newest) throw new Error(`Nobody is or was in the flow ${flowId}.`);
      return must('GET', `/millrace/v1/enrollments/${newest.id}`);
    },
    stop: () => millrace.stop(),
  };
  return story;
}
