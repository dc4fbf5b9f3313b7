import type * as z from 'zod';

/** An issue of a schema that was run by itself, at its place in the schema around it. */
export function issueAt(issue: z.core.$ZodIssue, path: readonly PropertyKey[]): z.core.$ZodRawIssue {
  // A finished issue has everything that a raw one needs; zod only types the two apart.
  return { ...issue, input: issue.input, path: [...path] } as z.core.$ZodRawIssue;
}
