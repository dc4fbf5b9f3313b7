import { z } from 'zod';
import { REPORT_BYTES_MAX } from './limits.ts';

/** What a process of code says. It is under the code's control, and is read as anything from outside is. */
const reportSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ready') }),
  z.object({ kind: z.literal('log'), text: z.string() }),
  z.object({
    kind: z.literal('result'),
    value: z.unknown(),
    odd: z.array(z.tuple([z.string(), z.string()])).max(100),
  }),
  z.object({
    kind: z.literal('error'),
    name: z.string(),
    message: z.string(),
    stack: z.string(),
    code: z.string().default(''),
    status: z.number().default(0),
  }),
  z.object({
    kind: z.literal('ended'),
    memory: z.number().default(0),
    cpuSeconds: z.number().default(0),
    isReusable: z.boolean(),
    isStuck: z.boolean().default(false),
  }),
]);
export type Report = z.infer<typeof reportSchema>;
export type ErrorReport = Extract<Report, { kind: 'error' }>;

/** Levels of a result; the process's own side cuts at fewer. Deeper ones would break whoever writes them as JSON again. */
const DEPTH_MAX = 200;

/** Cuts what a process sends into its reports. */
export class ReportReader {
  #chunks: Buffer[] = [];
  #bytes = 0;

  /** The reports that have become whole; null for what is none. */
  read(bytes: Buffer): Report[] | null {
    const reports: Report[] = [];
    let rest = bytes;
    for (let end = rest.indexOf(10); end >= 0; end = rest.indexOf(10)) {
      const line = Buffer.concat([...this.#chunks, rest.subarray(0, end)]).toString();
      this.#chunks = [];
      this.#bytes = 0;
      rest = rest.subarray(end + 1);
      const report = reportIn(line);
      if (!report) return null;
      reports.push(report);
    }
    this.#bytes += rest.length;
    if (rest.length > 0) this.#chunks.push(rest);
    return this.#bytes > REPORT_BYTES_MAX ? null : reports;
  }
}

function reportIn(line: string): Report | undefined {
  try {
    const parsed: unknown = JSON.parse(line);
    return isShallow(parsed) ? reportSchema.safeParse(parsed).data : undefined;
  } catch {
    return undefined;
  }
}

/** Without recursion: the depth is what is in doubt. */
function isShallow(root: unknown): boolean {
  let level = [root];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > DEPTH_MAX) return false;
    level = level.flatMap((each) => (typeof each === 'object' && each !== null ? Object.values(each) : []));
  }
  return true;
}
