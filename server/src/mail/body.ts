import { z } from 'zod';
import { STATES } from './state.ts';

/** The members of an email that clients write. */
export type EmailDefinition = Readonly<Record<string, unknown>>;

export const EMAIL_NAME_CHARACTERS_MAX = 500;

/** The sender of an email; the original calls the address `replyTo`. */
export const fromDetails = z.looseObject({
  fromName: z.string().optional(),
  replyTo: z.string().optional(),
  customReplyTo: z.string().optional(),
});

const members = {
  subject: z.string(),
  content: z.looseObject({
    widgets: z.record(z.string(), z.looseObject({})).optional(),
    flexAreas: z.record(z.string(), z.unknown()).optional(),
    widgetContainers: z.record(z.string(), z.unknown()).optional(),
    smartFields: z.record(z.string(), z.unknown()).optional(),
    themeSettingsValues: z.record(z.string(), z.unknown()).optional(),
    styleSettings: z.looseObject({}).optional(),
    plainTextVersion: z.string().optional(),
    templatePath: z.string().optional(),
  }),
  from: fromDetails,
  to: z.looseObject({}),
  subscriptionDetails: z.looseObject({ subscriptionId: z.string().optional() }),
  webversion: z.looseObject({}),
  rssData: z.looseObject({}),
  testing: z.looseObject({}),
  state: z.enum(STATES),
  subcategory: z.string().max(100),
  language: z.string().max(20),
  activeDomain: z.string(),
  campaign: z.string(),
  feedbackSurveyId: z.string(),
  businessUnitId: z.union([z.int(), z.string()]),
  publishDate: z.iso.datetime({ offset: true }),
  archived: z.boolean(),
  jitterSendTime: z.boolean(),
  sendOnPublish: z.boolean(),
};

const name = z
  .string()
  .min(1)
  .max(EMAIL_NAME_CHARACTERS_MAX)
  .regex(/^[^\p{Cc}\p{Cs}]*$/u, 'must have no control characters');

/** The body of clone. */
export const cloneBody = z.looseObject({
  id: z.string().regex(/^\d{1,18}$/),
  cloneName: name.optional(),
  language: z.string().max(20).optional(),
});

export type UpdateBody = z.output<typeof updateBody>;

/** Bodies of create and update. Members that are not known are kept: the original's editor has many. */
export const createBody = z.looseObject({ ...z.object(members).partial().shape, name });
export const updateBody = z.looseObject({ ...z.object(members).partial().shape, name: name.optional() });

/** Members that the server answers for; what a client sends back of them is dropped. */
const SERVER_OWNED: ReadonlySet<string> = new Set([
  'id',
  'createdAt',
  'updatedAt',
  'publishedAt',
  'unpublishedAt',
  'deletedAt',
  'isPublished',
  'isTransactional',
  'isAb',
  'type',
  'state',
  'archived',
  'stats',
  'clonedFrom',
]);

const DEFAULTS: EmailDefinition = {
  subject: '',
  content: {},
  from: {},
  to: {},
  subscriptionDetails: {},
  webversion: {},
  language: 'en',
  activeDomain: '',
  jitterSendTime: false,
  sendOnPublish: true,
};

/** The definition kept from a body: its own members over the defaults. */
export function definitionOf(body: EmailDefinition, base: EmailDefinition = DEFAULTS): EmailDefinition {
  return { ...base, ...Object.fromEntries(Object.entries(body).filter(([key]) => !SERVER_OWNED.has(key))) };
}
