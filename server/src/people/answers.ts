/** What the routes of owners, users and teams answer. */
import { z } from 'zod';
import { instantAnswer } from '../platform/index.ts';

export const ownerAnswer = z
  .strictObject({
    id: z.string(),
    email: z.string().optional(),
    type: z.enum(['PERSON', 'QUEUE']),
    firstName: z.string(),
    lastName: z.string(),
    userId: z.int().optional().describe('An archived owner is no user any more'),
    userIdIncludingInactive: z.int(),
    createdAt: instantAnswer,
    updatedAt: instantAnswer,
    archived: z.boolean(),
    teams: z.array(z.strictObject({ id: z.string(), name: z.string(), primary: z.boolean() })).optional(),
  })
  .meta({ id: 'Owner' });

export const userAnswer = z
  .strictObject({
    id: z.string(),
    email: z.string(),
    firstName: z.string().optional(),
    lastName: z.string().optional(),
    primaryTeamId: z.string().optional(),
    secondaryTeamIds: z.array(z.string()).optional(),
    roleIds: z.array(z.string()).describe('Nobody has roles here'),
    superAdmin: z.boolean(),
  })
  .meta({ id: 'User' });

export const teamAnswer = z
  .strictObject({
    id: z.string(),
    name: z.string(),
    userIds: z.array(z.string()),
    secondaryUserIds: z.array(z.string()),
  })
  .meta({ id: 'Team' });

export const savedTeamAnswer = teamAnswer.pick({ id: true, name: true });

export const roleAnswer = z.strictObject({ id: z.string(), name: z.string() });
