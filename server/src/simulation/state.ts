import type { EventOccurrence, PastValue } from '@millrace/core/criteria';
import type { CrmSchema } from '@millrace/core/crm';
import type { AnswerTo, Ask, AskOf, EffectResult, End, EnrollmentState } from '@millrace/core/flow';
import { occurrencesOf, Workspace } from '@millrace/core/flow';
import {
  type AssociationWrite,
  associationKey,
  type RecordImage,
  type RecordRef,
  recordKey,
} from '@millrace/core/record';
import type { EpochMillis } from '@millrace/core/time';
import { emptyWorld, type LoggedChange } from '../history/index.ts';
import { Placeholders } from './placeholders.ts';
import { UNSAVED } from './program.ts';

type Stay = Pick<EnrollmentState, 'flowId' | 'record'>;

/** Whether a record is in a list, and since when. */
interface Said {
  readonly isMember: boolean;
  readonly at: EpochMillis;
}

/**
 * What a simulation has made of the account so far: the writes of its steps and assumptions, which lie over what is stored. A workspace is
 * begun for every stretch of steps, as a batch of the engine begins one, and committed at its end.
 */
export class SimulatedState {
  readonly ids = new Placeholders();
  /** In order. */
  readonly changes: LoggedChange[] = [];
  readonly results = new Map<string, EffectResult>();
  readonly #schema: CrmSchema;
  readonly #images = new Map<string, RecordImage>();
  readonly #created = new Set<string>();
  readonly #links: AssociationWrite[] = [];
  readonly #memberships = new Map<string, Said>();
  readonly #events: {
    readonly ref: RecordRef;
    readonly eventTypeId: string;
    readonly event: EventOccurrence;
  }[] = [];
  readonly #turnsGiven = new Map<string, Record<string, number>>();
  readonly #paces = new Map<string, EpochMillis>();
  readonly #reserved = new Map<string, string>();
  /** Which records have come into flows, and whether they are still there. */
  readonly #standings = new Map<string, 'inside' | 'before'>();

  constructor(schema: CrmSchema) {
    this.#schema = schema;
  }

  begin(): Workspace {
    return new Workspace(emptyWorld(this.#schema));
  }

  /** Keeps what was written; returns its changes. */
  commit({ world }: Workspace): readonly LoggedChange[] {
    for (const image of [...world.createdRecords, ...world.updatedRecords])
      this.#images.set(recordKey(image), image);
    for (const image of world.createdRecords) this.#created.add(recordKey(image));
    this.#links.push(...world.associationWrites);
    for (const { ref, listId, action, cause } of world.membershipWrites)
      this.setMembership(ref, listId, action === 'join', cause.at);
    for (const { ref, eventTypeId, ...event } of world.events) this.#events.push({ ref, eventTypeId, event });
    for (const { rotation, ownerId, number } of world.rotationTurns) {
      const key = `${rotation.flowId}/${rotation.actionId}`;
      this.#turnsGiven.set(key, { ...this.#turnsGiven.get(key), [ownerId]: number });
    }
    const changes = world.changes.map((change) => ({ ...change, id: this.ids.next() }));
    this.changes.push(...changes);
    return changes;
  }

  /** A record is in a flow from now on. */
  enter({ flowId, record }: Stay, at: EpochMillis): void {
    this.#standings.set(`${flowId}/${recordKey(record)}`, 'inside');
    if (flowId === UNSAVED) return;
    for (const list of ['WORKFLOWS_ENROLLMENT', 'WORKFLOWS_ACTIVE'])
      this.setMembership(record, `${list}:${flowId}`, true, at);
  }

  leave({ flowId, record }: Stay, status: End['status'], at: EpochMillis): void {
    this.#standings.set(`${flowId}/${recordKey(record)}`, 'before');
    if (flowId === UNSAVED) return;
    this.setMembership(record, `WORKFLOWS_ACTIVE:${flowId}`, false, at);
    if (status === 'COMPLETED') this.setMembership(record, `WORKFLOWS_COMPLETED:${flowId}`, true, at);
  }

  /** Whether the simulation has put a record into a flow; undefined where what is stored counts. */
  standing(flowId: string, ref: RecordRef): 'inside' | 'before' | undefined {
    return this.#standings.get(`${flowId}/${recordKey(ref)}`);
  }

  setMembership(ref: RecordRef, list: string, isMember: boolean, at: EpochMillis): void {
    this.#memberships.set(`${recordKey(ref)} ${list}`, { isMember, at });
  }

  image(ref: RecordRef): RecordImage | undefined {
    return this.#images.get(recordKey(ref));
  }

  /** Whether a record exists in the simulation alone: nothing is stored of it. */
  isCreated(ref: RecordRef): boolean {
    return this.#created.has(recordKey(ref));
  }

  isMember(ref: RecordRef, list: string): boolean | undefined {
    return this.#memberships.get(`${recordKey(ref)} ${list}`)?.isMember;
  }

  /** The lists that the simulation has put a record into or taken it out of. */
  memberships(ref: RecordRef): readonly (Said & { readonly list: string })[] {
    const prefix = `${recordKey(ref)} `;
    return [...this.#memberships].flatMap(([key, said]) =>
      key.startsWith(prefix) ? [{ ...said, list: key.slice(prefix.length) }] : [],
    );
  }

  reserve({ pool, claim }: AskOf<'reservation'>): string {
    const key = `${pool} ${claim}`;
    const id = this.#reserved.get(key) ?? this.ids.next();
    this.#reserved.set(key, id);
    return id;
  }

  /** The events of a record since a wait began: what is stored was there before. */
  happened({ ref, after, skip, eventTypeIds }: AskOf<'happened'>): AnswerTo<AskOf<'happened'>> {
    const key = recordKey(ref);
    const behind = this.changes.slice(this.changes.findIndex(({ id }) => id === after) + 1);
    const own = behind.filter(({ ref }) => recordKey(ref) === key).slice(skip);
    const found = own.filter((change) =>
      occurrencesOf(change).some(({ eventTypeId }) => eventTypeIds.includes(eventTypeId)),
    );
    const occurrences = found
      .flatMap(occurrencesOf)
      .filter(({ eventTypeId }) => eventTypeIds.includes(eventTypeId));
    return { occurrences, lastChangeId: found.at(-1)?.id ?? null, isAll: true };
  }

  /** The answer to a question, made of what is stored and of what was written since. */
  over<A extends Ask>(ask: A, stored: AnswerTo<A>): AnswerTo<A> {
    return this.#over(ask, stored) as AnswerTo<A>;
  }

  #over(ask: Ask, stored: unknown): AnswerTo<Ask> {
    switch (ask.kind) {
      case 'record':
        return this.#record(ask, stored as AnswerTo<AskOf<'record'>>);
      case 'associated':
        return this.#associated(ask, stored as readonly string[]);
      case 'history':
        return [...this.#pastValues(ask), ...(stored as readonly PastValue[])];
      case 'events':
        return this.#withEvents(ask, stored as readonly EventOccurrence[]);
      case 'lastChange':
        return this.changes.at(-1)?.id ?? (stored as string);
      case 'membership':
        return this.isMember(ask.ref, ask.list) ?? (stored as boolean);
      case 'holders':
        return this.#holders(ask, stored as readonly string[]);
      case 'uniqueValue':
        return this.#holders(ask, stored === null ? [] : [stored as string])[0] ?? null;
      case 'rotation': {
        const given = stored as Extract<AnswerTo<AskOf<'rotation'>>, { kind: 'held' }>;
        return {
          ...given,
          turns: { ...given.turns, ...this.#turnsGiven.get(`${ask.flowId}/${ask.actionId}`) },
        };
      }
      case 'turn':
        return this.#turn(ask, stored as Extract<AnswerTo<AskOf<'turn'>>, { kind: 'turn' }>);
      default:
        return stored as AnswerTo<Ask>;
    }
  }

  /** Every record may be written to: nobody else is there. */
  #record({ ref, toWrite }: AskOf<'record'>, stored: AnswerTo<AskOf<'record'>>): AnswerTo<AskOf<'record'>> {
    const image = this.image(ref) ?? (stored.hold === 'busy' ? null : stored.image);
    return { hold: toWrite ? 'write' : 'read', image };
  }

  #associated({ from, association }: AskOf<'associated'>, stored: readonly string[]): readonly string[] {
    const ids = new Set(stored);
    const key = associationKey(from, association);
    for (const { action, from, to, kind, inverse } of this.#links) {
      const other =
        associationKey(from, kind) === key ? to.id : associationKey(to, inverse) === key ? from.id : null;
      if (other === null) continue;
      if (action === 'add') ids.add(other);
      else ids.delete(other);
    }
    return [...ids];
  }

  /** The newest first. */
  #pastValues({ ref, property }: AskOf<'history'>): PastValue[] {
    const key = recordKey(ref);
    return this.changes
      .filter(
        ({ ref, kind, after }) =>
          recordKey(ref) === key && (kind === 'updated' || kind === 'created') && after && property in after,
      )
      .map(({ after, at }) => ({ value: (after![property] as string | null) ?? null, at }))
      .reverse();
  }

  #withEvents({ ref, eventTypeId }: AskOf<'events'>, stored: readonly EventOccurrence[]) {
    const key = recordKey(ref);
    const own = this.#events.filter(
      (each) => each.eventTypeId === eventTypeId && recordKey(each.ref) === key,
    );
    if (own.length === 0) return stored;
    return [...stored, ...own.map(({ event }) => event)].sort((a, b) => a.occurredAt - b.occurredAt);
  }

  #holders(
    { objectTypeId, property, value }: AskOf<'holders'> | AskOf<'uniqueValue'>,
    stored: readonly string[],
  ): readonly string[] {
    const ids = new Set(stored);
    for (const image of this.#images.values()) {
      if (image.objectTypeId !== objectTypeId) continue;
      if (image.archivedAt === null && image.properties[property] === value) ids.add(image.id);
      else ids.delete(image.id);
    }
    return [...ids];
  }

  #turn(
    { flowId, actionId, gapMs, from, claim }: AskOf<'turn'>,
    stored: Extract<AnswerTo<AskOf<'turn'>>, { kind: 'turn' }>,
  ): AnswerTo<AskOf<'turn'>> {
    const pool = `${flowId}/${actionId}`;
    const claimed = this.#paces.get(`${pool} ${claim}`);
    if (claimed !== undefined) return { kind: 'turn', at: claimed };
    const at = Math.max(stored.at, this.#paces.get(pool) ?? Number.NEGATIVE_INFINITY, from);
    this.#paces.set(pool, at + gapMs);
    this.#paces.set(`${pool} ${claim}`, at);
    return { kind: 'turn', at };
  }
}
