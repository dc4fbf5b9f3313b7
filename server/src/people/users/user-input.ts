import { z } from 'zod';
import { idText } from '../../platform/index.ts';
import { emailAddress, personName, TEAMS_MAX } from '../owners/owner-input.ts';

const members = {
  firstName: personName.optional(),
  lastName: personName.optional(),
  primaryTeamId: idText().nullish(),
  secondaryTeamIds: z.array(idText()).max(TEAMS_MAX).nullish(),
  roleId: idText().nullish(),
};

export const userUpdate = z.object(members);
export type UserUpdate = z.output<typeof userUpdate>;

/** `sendWelcomeEmail` is taken for the sake of clients: no mail is sent. */
export const userCreate = z.object({
  ...members,
  email: emailAddress,
  sendWelcomeEmail: z.boolean().optional(),
});
export type UserCreate = z.output<typeof userCreate>;
