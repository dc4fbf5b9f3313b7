import type { Account, AppliedFlows } from '../../testing/index.ts';
import type { FlowFile } from '../files/folder.ts';
import type { Properties } from './form.ts';

/** A record that a test speaks of. */
export interface Actor {
  readonly type: string;
  readonly id: string;
}

/** What a test takes place on: its account, and what its names mean there. */
export interface Stage {
  readonly account: Account;
  readonly timeZone: string;
  readonly flows: AppliedFlows;
  /** The same as their files have them, with names in place of ids. */
  readonly files: readonly FlowFile[];
  readonly records: Map<string, Actor>;
  readonly emails: ReadonlyMap<string, string>;
  readonly forms: ReadonlyMap<string, string>;
  readonly events: ReadonlyMap<string, string>;
}

/** The record of a name; the reader has made sure that there is one. */
export function actorOf({ records }: Stage, name: string): Actor {
  const actor = records.get(name);
  if (!actor) throw new Error(`There is no record ${JSON.stringify(name)} any more.`);
  return actor;
}

/** The id of a flow; of the only one where none is named. */
export function flowIdOf({ flows }: Stage, name: string | undefined): string {
  return (name === undefined ? Object.values(flows)[0] : flows[name])!.id;
}

/** As the API takes them. */
export function textsOf(properties: Properties): Record<string, string> {
  return Object.fromEntries(
    Object.entries(properties).map(([name, value]) => [name, value === null ? '' : String(value)]),
  );
}

/** Makes a record, and gives it its name. */
export async function makeRecord(
  { account, records }: Stage,
  type: string,
  name: string,
  properties: Properties,
): Promise<void> {
  const { id } = await account.call('POST /crm/v3/objects/{objectType}', {
    path: { objectType: type },
    body: { properties: textsOf(properties) },
  });
  records.set(name, { type, id });
}

/** Each of the links, from one record to others. */
export async function eachLink(
  stage: Stage,
  links: Readonly<Record<string, readonly string[]>>,
  does: (path: {
    objectType: string;
    objectId: string;
    toObjectType: string;
    toObjectId: string;
  }) => Promise<unknown>,
): Promise<void> {
  for (const [name, others] of Object.entries(links))
    for (const other of others) {
      const [from, to] = [actorOf(stage, name), actorOf(stage, other)];
      await does({ objectType: from.type, objectId: from.id, toObjectType: to.type, toObjectId: to.id });
    }
}
