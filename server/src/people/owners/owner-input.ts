import { z } from 'zod';

/** Characters of an owner's names, and of a team's. */
const NAME_CHARACTERS_MAX = 250;
/** Characters of an address, as mail has it. */
const EMAIL_CHARACTERS_MAX = 254;
/** Teams of one owner. */
export const TEAMS_MAX = 100;

export const personName = z
  .string()
  .max(NAME_CHARACTERS_MAX)
  .refine((value) => !value.includes('\0') && value.isWellFormed(), 'has characters that cannot be stored');

export const emailAddress = z
  .string()
  .max(EMAIL_CHARACTERS_MAX)
  .regex(/^[^\s@\0]+@[^\s@\0]+$/, 'must be an e-mail address');

const members = {
  email: emailAddress,
  firstName: personName,
  lastName: personName,
  type: z.enum(['PERSON', 'QUEUE']),
  teams: z
    .array(
      z.strictObject({
        id: z.string().regex(/^\d{1,18}$/, 'must be a number'),
        name: personName,
        primary: z.boolean(),
      }),
    )
    .max(TEAMS_MAX),
};

/** The ids may be the owner's ids elsewhere, so that imported records still find their owners. */
export const ownerCreate = z.strictObject({
  ...z.object(members).partial().shape,
  email: members.email,
  id: z.union([z.string(), z.number()]).transform(String).pipe(ownerIdText()).optional(),
  userId: z.int32().positive().optional(),
});
export type OwnerCreate = z.output<typeof ownerCreate>;

/** `archived: false` brings an owner back. */
export const ownerUpdate = z.strictObject({
  ...z.object(members).partial().shape,
  archived: z.literal(false).optional(),
});
export type OwnerUpdate = z.output<typeof ownerUpdate>;

export function ownerIdText() {
  return z.string().regex(/^[1-9]\d{0,17}$/, 'must be the id of an owner');
}
