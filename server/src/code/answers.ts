/** The answers of the routes of code. */
import { z } from 'zod';

export const codeRunAnswer = z
  .strictObject({
    status: z.enum(['SUCCEEDED', 'FAILED']),
    reason: z.string().nullable().describe('Why it failed, as the step of a flow says it'),
    message: z.string().nullable(),
    line: z.int().nullable().describe('The line of the code at fault, where it is known'),
    wouldBeRetried: z.boolean().describe('Whether a flow would run it again later: after a 429 or 5xx'),
    outputs: z
      .array(
        z.strictObject({
          name: z.string(),
          value: z.unknown().describe('Of a declared output the text that later actions read'),
          type: z.string().nullable(),
          isDeclared: z.boolean().describe('Only declared outputs can be used later'),
        }),
      )
      .describe('What the code gave'),
    log: z.string().describe('What it wrote to its console, without secrets'),
    tookMs: z.int(),
    memoryMb: z.int().nullable().describe('The most that it held; null where the system does not tell'),
  })
  .meta({ id: 'CodeRun' });
