import { z } from 'zod';
import { idOf, idText } from '../../platform/index.ts';
import {
  type EMAIL_PARTIES,
  ENGAGEMENT_TYPES,
  type EngagementType,
  type MemberKind,
} from './engagement-types.ts';

/** Records of one type that an engagement may be put on at once. */
const ENGAGED_MAX = 500;
/** Files that hang on one engagement, reminders of a task, and people an email goes to. */
const ATTACHMENTS_MAX = 100;
const REMINDERS_MAX = 10;
const PARTIES_MAX = 500;

/** Years that dates have everywhere here, as epoch milliseconds. */
const instant = z.number().int().min(-62_135_596_800_000).max(253_402_300_799_999);
const ids = z
  .array(idText())
  .max(ENGAGED_MAX)
  .nullish()
  .transform((list) => list ?? []);

/** Answered as a number. */
const owner = idOf('the id of an owner');

/** The sender or a receiver of an email. */
const party = z.object({
  email: z.string().nullish(),
  firstName: z.string().nullish(),
  lastName: z.string().nullish(),
  raw: z.string().nullish(),
});
const parties: Record<(typeof EMAIL_PARTIES)[number], z.ZodType> = {
  from: party,
  sender: party,
  to: z.array(party).max(PARTIES_MAX),
  cc: z.array(party).max(PARTIES_MAX),
  bcc: z.array(party).max(PARTIES_MAX),
};

const KINDS: Readonly<Record<MemberKind, z.ZodType>> = {
  text: z.string(),
  number: z.number(),
  instant,
  instants: z.union([instant, z.array(instant).max(REMINDERS_MAX)]),
};

/** Members that are known of some type; which of them a type has is looked at when the type is known. */
const metadata = z
  .object(
    Object.fromEntries([
      ...ENGAGEMENT_TYPES.flatMap(({ members }) =>
        members.map(({ name, kind }): [string, z.ZodType] => [name, KINDS[kind].nullish()]),
      ),
      ...Object.entries(parties).map(([name, schema]): [string, z.ZodType] => [name, schema.nullish()]),
    ]),
  )
  .transform((members): Readonly<Record<string, unknown>> => members);

const associations = z.object({ contactIds: ids, companyIds: ids, dealIds: ids, ticketIds: ids }).optional();
const attachments = z
  .array(z.object({ id: idOf('the id of a file') }))
  .max(ATTACHMENTS_MAX)
  .optional();

export const engagementUpdate = z.object({
  engagement: z.object({ ownerId: owner.nullish(), timestamp: instant.optional() }).optional(),
  associations,
  attachments,
  metadata: metadata.optional(),
});
export type EngagementInput = z.output<typeof engagementUpdate>;

export const engagementCreate = engagementUpdate.extend({
  engagement: z.object({
    type: z.enum(
      ENGAGEMENT_TYPES.map(({ name }) => name) as [EngagementType['name'], ...EngagementType['name'][]],
    ),
    ownerId: owner.nullish(),
    timestamp: instant.optional(),
  }),
});
export type NewEngagement = z.output<typeof engagementCreate>;
