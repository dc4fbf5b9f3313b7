import { isTimeZone, spanOf } from '@millrace/core/time';
import * as z from 'zod';
import { durationOf } from './duration.ts';

/**
 * The form of `*.flow.test.yaml`: what is given, and steps of when and then. Members are read by the names that stand here; the schema for editors
 * is made of it, with these descriptions.
 */

const name = (says: string) => z.string().min(1).describe(says);

const value = z.union([z.string(), z.number(), z.boolean(), z.null()]);

const properties = z.record(z.string(), value).describe('Properties by their internal names; null for none.');

const records = z
  .record(z.string(), properties)
  .describe('Records by names of your choice, by which the steps speak of them: { ada: { email: … } }.');

const time = z
  .string()
  .refine(
    (text) => spanOf(text, 'UTC') !== undefined,
    'must be a time such as 2027-01-04T09:00, by the clock of the account',
  )
  .describe(
    'A day, or a time: 2027-01-04T09:00, in the time zone of the account unless it has an offset or Z.',
  );

const duration = z
  .union([z.string(), z.number()])
  .refine(
    (text) => durationOf(String(text)) !== undefined,
    'must be a duration such as 30 days, 2 hours or P1M',
  )
  .describe('How long: 30 days, 2 hours, 5 minutes, 1 month, or as ISO 8601 has it: P30D.');

const links = z
  .record(z.string(), z.array(name('A record, by its name.')))
  .describe('Which record is associated with which: { ada: [engines] }.');

const responses = z
  .array(
    z.strictObject({
      url: name('Which requests: their URL, in which * stands for anything.'),
      method: z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']).optional(),
      status: z.int().min(100).max(599).optional().describe('200 unless it is said.'),
      body: z
        .unknown()
        .optional()
        .describe('What is answered; members of an object are outputs of the action.'),
      hang: z.boolean().optional().describe('No answer comes.'),
      times: z.int().min(1).optional().describe('How many requests; all of them unless it is said.'),
    }),
  )
  .describe(
    'What requests of flows are answered: 200 and {} where nothing is said. Nothing leaves the machine.',
  );

const TYPES = [
  'contacts',
  'companies',
  'deals',
  'tickets',
  'tasks',
  'notes',
  'calls',
  'meetings',
  'products',
  'line_items',
  'quotes',
  'leads',
] as const;

const recordsByType = Object.fromEntries(TYPES.map((type) => [type, records.optional()])) as Record<
  (typeof TYPES)[number],
  z.ZodOptional<typeof records>
>;

const given = z.strictObject({
  now: time.optional().describe('Where the clock begins: 2027-01-04T09:00. Now unless it is said.'),
  timeZone: z
    .string()
    .refine(isTimeZone, 'must be a time zone such as Europe/Berlin')
    .optional()
    .describe('America/New_York unless it is said.'),
  currency: name('USD unless it is said.').optional(),
  flows: z
    .union([z.string(), z.array(z.union([z.string(), z.looseObject({ name: z.string().min(1) })]))])
    .optional()
    .describe(
      'A folder of flows, or a file, from where this file is; or a list of those and of flows as files have them.',
    ),
  emails: z
    .record(
      z.string(),
      z.strictObject({
        subject: z.string(),
        text: z.string().optional().describe('What it says, with tokens: {{ contact.firstname }}.'),
        html: z.string().optional(),
        from: name('The address it is from.').optional(),
      }),
    )
    .optional()
    .describe('Emails that flows send, by their names; they are published.'),
  lists: z
    .record(
      z.string(),
      z.strictObject({
        of: name('contacts unless it is said.').optional(),
        records: z.array(z.string()).optional(),
      }),
    )
    .optional()
    .describe('Lists that are kept by hand, by their names, with those who are in them.'),
  forms: z
    .record(z.string(), z.array(z.string()).min(1))
    .optional()
    .describe('Forms by their names, with the properties of contacts that they ask for.'),
  objectTypes: z
    .record(z.string(), z.array(z.string()).min(1))
    .optional()
    .describe(
      'Custom objects by their names, with their properties, which are texts: { boat: [hull, berth] }. They can be associated with contacts, companies, deals and tickets.',
    ),
  properties: z
    .record(
      z.string(),
      z.record(
        z.string(),
        z.union([z.enum(['string', 'number', 'bool', 'date', 'datetime']), z.array(z.string()).min(1)]),
      ),
    )
    .optional()
    .describe(
      'Properties that are not there by themselves, by object type: { contacts: { score: number, plan: [basic, pro] } }.',
    ),
  events: z
    .record(z.string(), z.array(z.string()))
    .optional()
    .describe(
      'Kinds of events of contacts, by their names, with their properties: { order_placed: [amount] }.',
    ),
  ...recordsByType,
  records: z.record(z.string(), records).optional().describe('Records of other object types, by type.'),
  associations: links.optional(),
  responses: responses.optional(),
});

const when = z
  .strictObject({
    create: z
      .record(z.string(), records)
      .optional()
      .describe('Makes records, by object type: { contacts: { bob: { email: … } } }.'),
    set: z
      .record(z.string(), properties)
      .optional()
      .describe('Sets properties: { ada: { lifecyclestage: customer } }.'),
    associate: links.optional(),
    dissociate: links.optional(),
    delete: z.array(z.string()).optional().describe('Deletes records.'),
    submit: z
      .strictObject({ form: name('The form, by its name.'), fields: properties })
      .optional()
      .describe('Sends a form.'),
    event: z
      .strictObject({ name: name('Which kind.'), of: name('Of whom.'), properties: properties.optional() })
      .optional()
      .describe('Says that something has happened.'),
    enroll: z
      .strictObject({ in: name('The flow.').optional(), records: z.array(z.string()).min(1) })
      .optional()
      .describe('Lets records into a flow by hand.'),
    unenroll: z
      .strictObject({ in: name('The flow.').optional(), records: z.array(z.string()).min(1) })
      .optional()
      .describe('Takes records out of a flow.'),
    respond: responses.optional(),
    settle: z.literal(true).optional().describe('Does what is due; it is done before each then, too.'),
    wait: duration
      .optional()
      .describe('Moves the clock by so much, and does all that falls due on the way: 30 days.'),
    until: time.optional().describe('Moves the clock to a time that is still to come.'),
  })
  .describe('What happens, in the order in which it is written.');

const mail = z.union([
  z.string(),
  z.strictObject({
    email: name('The name of the email.').optional(),
    subject: z.string().optional(),
    text: name('What it says somewhere.').optional(),
  }),
]);

const actions = z
  .union([z.int(), z.string()])
  .describe('An action: its number, or what it is called: Delay, "Wait 30 days".');

const passage = z.strictObject({
  of: name('The record.'),
  in: name('The flow; it need not be said where there is one.').optional(),
  status: z.enum(['waiting', 'completed', 'left', 'failed']).optional(),
  waitsAt: actions.optional(),
  until: time.optional().describe('Until when it waits, compared as exactly as it is written.'),
  took: z.array(actions).optional().describe('All actions so far, in their order.'),
  leftFor: name('Why it ended before its end: GOAL_MET, MANUAL, …').optional(),
  neverEnrolled: z.literal(true).optional(),
  because: name('What the reason says why it was never enrolled.').optional(),
  failures: z.literal('none').optional(),
});

const then = z
  .strictObject({
    mails: z
      .record(z.string(), z.array(mail))
      .optional()
      .describe(
        'All mails to whom, the oldest first, by their subjects or the names of the emails: { ada: [Welcome 1] }.',
      ),
    requests: z
      .array(
        z.strictObject({
          url: name('In which * stands for anything.'),
          method: name('POST, …').optional(),
          body: z.unknown().optional().describe('A part of what was sent.'),
          times: z.int().min(1).optional().describe('As often, one after another; once unless it is said.'),
        }),
      )
      .optional()
      .describe('All requests so far, the oldest first, tries included.'),
    properties: z
      .record(z.string(), properties)
      .optional()
      .describe('What records say: { ada: { city: Nice } }.'),
    associations: links.optional().describe('With whom records are associated, among others.'),
    passages: z.array(passage).optional().describe('How it goes with records in flows.'),
    made: z
      .record(z.string(), z.array(properties))
      .optional()
      .describe(
        'All records of a type that were made by others than this test, the oldest first: { tasks: [{ hs_task_subject: Call }] }.',
      ),
    failures: z.literal('none').optional().describe('No step of any flow has failed.'),
  })
  .describe('What must be so then.');

const step = z.strictObject({
  say: z.string().optional().describe('What the step is about, for those who read it.'),
  when: when.optional(),
  // biome-ignore lint/suspicious/noThenProperty: it is what the form calls it; a schema is no promise.
  then: then.optional(),
});

const steps = z.array(step).min(1);

export const testFile = z.strictObject({
  test: name('What is tested, in a sentence.').optional(),
  given: given.optional().describe('What is there at the start.'),
  steps: steps.optional(),
  tests: z
    .array(z.strictObject({ test: name('What is tested, in a sentence.'), given: given.optional(), steps }))
    .min(1)
    .optional()
    .describe(
      'Several tests, each with an account of its own; what is given above is given to each of them.',
    ),
});

export type TestFile = z.infer<typeof testFile>;
export type Given = z.infer<typeof given>;
export type When = z.infer<typeof when>;
export type Then = z.infer<typeof then>;
export type Step = z.infer<typeof step>;
export type ExpectedPassage = z.infer<typeof passage>;
export type ExpectedMail = z.infer<typeof mail>;
export type Responses = z.infer<typeof responses>;
export type Properties = z.infer<typeof properties>;

/** The records of a test by object type, wherever they stand. */
export function recordsOf(
  found: Given,
): readonly (readonly [type: string, records: Readonly<Record<string, Properties>>])[] {
  const named = TYPES.flatMap((type) => (found[type] ? [[type, found[type]] as const] : []));
  return [...named, ...Object.entries(found.records ?? {})];
}
