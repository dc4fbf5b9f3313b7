/** The answers of the audit. */
import { z } from 'zod';
import { instantAnswer } from '../platform/index.ts';
import { ACTOR_KINDS } from './actor.ts';
import { AUDIT_TARGETS } from './kinds.ts';

export const auditEntryAnswer = z
  .strictObject({
    id: z.string(),
    kind: z.string().describe('What was done, such as FLOW_TURNED_ON'),
    at: instantAnswer.describe("By the account's clock"),
    notedAt: instantAnswer.describe("By the machine's clock, which nobody moves"),
    by: z.strictObject({
      kind: z.enum(ACTOR_KINDS),
      tokenId: z.string().nullable(),
      tokenName: z.string().nullable().describe('As the token was called then'),
      appId: z.string().nullable(),
      sessionId: z.string().nullable(),
      client: z.string().nullable().describe('What the caller said of its program, its user agent'),
      correlationId: z
        .string()
        .nullable()
        .describe('Of the request, as in the header x-hubspot-correlation-id and in the log'),
    }),
    target: z.strictObject({
      type: z.enum(AUDIT_TARGETS),
      id: z.string().nullable(),
      name: z.string().nullable().describe('As it was called then'),
    }),
    summary: z.string(),
    detail: z
      .record(z.string(), z.unknown())
      .describe('The same for programs; its members depend on the kind'),
  })
  .meta({ id: 'AuditEntry' });
