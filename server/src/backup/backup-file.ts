import { z } from 'zod';

/**
 * The format: lines of text, compressed by gzip. The first is the header, JSON. Each table is a line of JSON that names it and its columns, its
 * rows as PostgreSQL's COPY writes them as text, `\.`, and a line of JSON that says how many they were. The last line says so, and where each
 * sequence stood.
 */
export const FORMAT = 1;

export const END_OF_ROWS = '\\.';

const whole = z.int().nonnegative();

export const headerShape = z.object({
  millrace: z.literal('backup'),
  format: whole,
  /** Of Millrace. */
  release: z.string(),
  /** An instant in ISO 8601. */
  madeAt: z.string(),
  /** The account that it is of alone; null for all. */
  account: z.string().nullable(),
  accounts: z.array(z.object({ id: z.string(), name: z.string() })),
  /** What the database had been migrated by. */
  migrations: z.array(z.object({ file: z.string(), checksum: z.string() })),
  /** The months that have partitions: `2026_11`. */
  months: z.array(z.string().regex(/^\d{4}_\d{2}$/)),
  /** Tells the key of the secrets from others; null where there was none. */
  keyId: z.string().nullable(),
  /** The key itself, in base64, where that was asked for. */
  key: z.string().optional(),
});

export type Header = z.infer<typeof headerShape>;

export const tableShape = z.object({ table: z.string(), columns: z.array(z.string()).min(1) });
export const rowsShape = z.object({ rows: whole });
export const endShape = z.object({ end: z.literal(true), sequences: z.record(z.string(), z.string()) });
