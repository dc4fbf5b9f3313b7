/** The reports, by their names: each makes text of the stream of events. */
import { Readable } from 'node:stream';
import { junit as junitOfNode, tap as tapOfNode } from 'node:test/reporters';
import type { TestEvent } from '../events.ts';
import { json } from './json.ts';
import { plain } from './plain.ts';

export type Report = (events: AsyncIterable<TestEvent>) => AsyncIterable<string>;

export const REPORTS = { plain, tap: ofNode(tapOfNode), junit: ofNode(junitOfNode), json } satisfies Readonly<
  Record<string, Report>
>;

/** A reporter of node:test, which takes the same events. */
function ofNode(reporter: typeof tapOfNode | typeof junitOfNode): Report {
  return (events) => reporter(Readable.from(events) as never) as AsyncIterable<string>;
}
