import type { CompiledCriteria, CriteriaContext } from '@millrace/core/criteria';
import type { Change } from '@millrace/core/record';
import type { Account } from '../accounts/index.ts';
import { type CrmSchema, loadSchema } from '../crm/index.ts';
import { listEnabledFlows, loadPrograms } from '../flows/index.ts';
import type { Interest } from '../history/index.ts';
import type { Tx } from '../platform/index.ts';
import { OBJECT_CREATED, PROPERTY_CHANGED } from './event-types.ts';
import { compileTriggers, type FlowTriggers } from './flow-triggers.ts';

/**
 * Which flows read what: from an object type's property, its creation, or an event, to the flows that care.
 * A change that nobody reads costs the look-up and nothing else.
 */
export class FlowIndex implements Interest {
  readonly #byKey = new Map<string, Set<FlowTriggers>>();

  constructor(flows: readonly FlowTriggers[]) {
    for (const triggers of flows) for (const key of keysOf(triggers)) this.#add(key, triggers);
  }

  /** Deletions concern whoever is inside; everything else only whom it can let in or out. */
  wants(change: Change): boolean {
    if (change.kind === 'archived') return true;
    return keysOfChange(change).some((key) => this.#byKey.has(key));
  }

  /** The flows that a change may let the record into, or out of. */
  concerned(change: Change): FlowTriggers[] {
    const found = new Set<FlowTriggers>();
    for (const key of keysOfChange(change))
      for (const triggers of this.#byKey.get(key) ?? []) found.add(triggers);
    return [...found];
  }

  #add(key: string, triggers: FlowTriggers): void {
    const flows = this.#byKey.get(key) ?? new Set();
    flows.add(triggers);
    this.#byKey.set(key, flows);
  }
}

/** Indexes that a process keeps, one an account. */
const CACHED_INDEXES_MAX = 1_000;
const cache = new Map<string, { readonly version: string; readonly index: FlowIndex }>();

/** The index of the account as of the versions that the transaction has read. No statement when nothing was saved since. */
export async function loadFlowIndex(tx: Tx, account: Account): Promise<FlowIndex> {
  const version = `${account.flowsVersion}/${account.schemaVersion}/${account.timeZone}`;
  const cached = cache.get(account.id);
  if (cached?.version === version) return cached.index;
  const programs = await loadPrograms(tx, account, await listEnabledFlows(tx, account.id));
  const schema = await loadSchema(tx, account.id, account.schemaVersion);
  const flows = [...programs.values()].flatMap((program) =>
    program
      ? [compileTriggers(program, criteriaContext(schema, account.timeZone, program.objectTypeId))]
      : [],
  );
  const index = new FlowIndex(flows);
  if (cache.size >= CACHED_INDEXES_MAX) cache.clear();
  cache.set(account.id, { version, index });
  return index;
}

function criteriaContext(schema: CrmSchema, timeZone: string, objectTypeId: string): CriteriaContext {
  return { objectTypeId, timeZone, propertyOf: (typeId, name) => schema.properties(typeId).get(name) };
}

function keysOf(triggers: FlowTriggers): string[] {
  const type = triggers.program.objectTypeId;
  switch (triggers.kind) {
    case 'NONE':
      return [];
    case 'EVENT':
      return triggers.events.flatMap((trigger) => eventKeys(type, trigger));
    case 'CRITERIA': {
      const again = triggers.again.flatMap((each) =>
        each.kind === 'event' ? eventKeys(type, each.trigger) : propertyKeys(type, each.criteria),
      );
      return [
        createdKey(type),
        ...propertyKeys(type, triggers.criteria),
        ...eventTypesRead(type, triggers.criteria),
        ...again,
      ];
    }
  }
}

function eventKeys(
  type: string,
  trigger: { readonly eventTypeId: string; readonly properties: readonly string[] | null },
): string[] {
  if (trigger.eventTypeId === OBJECT_CREATED) return [createdKey(type)];
  if (trigger.eventTypeId !== PROPERTY_CHANGED) return [eventKey(type, trigger.eventTypeId)];
  return trigger.properties?.map((name) => propertyKey(type, name)) ?? [anyPropertyKey(type)];
}

function propertyKeys(type: string, criteria: CompiledCriteria): string[] {
  return [...criteria.reads.properties, ...criteria.reads.history].map((name) => propertyKey(type, name));
}

function eventTypesRead(type: string, criteria: CompiledCriteria): string[] {
  return [...criteria.reads.events].map((eventTypeId) => eventKey(type, eventTypeId));
}

function keysOfChange(change: Change): string[] {
  const type = change.ref.objectTypeId;
  switch (change.kind) {
    case 'created':
    case 'restored':
      return [createdKey(type)];
    case 'updated':
      return [
        anyPropertyKey(type),
        ...Object.keys(change.after ?? {}).map((name) => propertyKey(type, name)),
      ];
    case 'event':
      return [eventKey(type, String(change.after?.['eventTypeId']))];
    default:
      return [];
  }
}

const createdKey = (type: string) => `created ${type}`;
const propertyKey = (type: string, name: string) => `property ${type} ${name}`;
const anyPropertyKey = (type: string) => `property ${type}`;
const eventKey = (type: string, eventTypeId: string) => `event ${type} ${eventTypeId}`;
