import {
  type AssociationType,
  isRecordId,
  link,
  type ObjectType,
  primaryQuestions,
} from '../../../crm/index.ts';
import { quote } from '../../../problem/index.ts';
import { type AssociationKind, type NewRecord, type RecordRef, World } from '../../../record/index.ts';
import type { AssociationSpec, AssociationValue } from '../../definition/index.ts';
import type { Ask, Outcome, RunContext, Write } from '../../engine/index.ts';
import { resolveValue } from '../../values/index.ts';
import type { ActionProblem, CompileContext, misconfigured } from '../action-type.ts';
import { associationFrom, unknownAssociation } from './association.ts';
import { writtenOut } from './foreseen-values.ts';

/** Records that one run may link a new record to by one item. */
export const LINKS_MAX = 1_000;

/** A link of every new record: its type and its other end. */
export interface PlannedLink {
  readonly type: AssociationType;
  readonly value: AssociationValue;
  /** For COPY_ASSOCIATION: the enrolled record's association to the records that the new one is linked to. */
  readonly source: AssociationType | undefined;
}

export type Plan =
  | { readonly ok: true; readonly links: readonly PlannedLink[] }
  | { readonly ok: false; readonly problems: Parameters<typeof misconfigured>[0] };

/** An item of `associations[]`. */
export interface PlannedItem {
  readonly target: AssociationSpec;
  readonly value: AssociationValue;
}

/** Reads `associations[]`. Without any, and unless marked explicit, the new record is linked to the enrolled one. */
export function linkPlan(
  items: readonly PlannedItem[],
  explicit: boolean,
  type: ObjectType,
  context: CompileContext,
): Plan {
  const links: PlannedLink[] = [];
  for (const [index, { target, value }] of items.entries()) {
    const path = `fields.associations[${index}]`;
    const found = associationFrom(context.schema, target, type.id);
    if (!found) return { ok: false, problems: [unknownAssociation(target, type.id, `${path}.target`)] };
    const spec = value.type === 'COPY_ASSOCIATION' ? value.sourceSpec : undefined;
    const source = spec && associationFrom(context.schema, spec, context.objectTypeId);
    if (spec && !source) {
      return {
        ok: false,
        problems: [unknownAssociation(spec, context.objectTypeId, `${path}.value.sourceSpec`)],
      };
    }
    const given = source?.toObjectTypeId ?? (value.type === 'ENROLLED_OBJECT' ? context.objectTypeId : null);
    if (given !== null && given !== found.toObjectTypeId) {
      const message = `${path}.target leads to records of the object type ${found.toObjectTypeId}; ${path}.value gives records of the object type ${given}.`;
      return { ok: false, problems: [{ path: `${path}.value`, code: 'OBJECT_TYPE_DOES_NOT_FIT', message }] };
    }
    links.push({ type: found, value, source });
  }
  if (explicit || links.length > 0) return { ok: true, links };
  const plain = context.schema.defaultAssociationType(type.id, context.objectTypeId);
  return {
    ok: true,
    links: plain ? [{ type: plain, value: { type: 'ENROLLED_OBJECT' }, source: undefined }] : [],
  };
}

/** Literal records to link to are named by their ids. */
export function foreseenLinks(associations: readonly PlannedItem[]): ActionProblem[] {
  return associations.flatMap(({ value }, index) => {
    if (value.type === 'ENROLLED_OBJECT' || value.type === 'COPY_ASSOCIATION') return [];
    const named = (writtenOut(value) ?? '').split(';').map((id) => id.trim());
    const bad = named.find((id) => id !== '' && !isRecordId(id));
    if (bad === undefined) return [];
    const path = `fields.associations[${index}].value`;
    const message = `${path}: ${quote(bad)} is not the id of a record.`;
    return [{ path, code: 'ASSOCIATED_RECORD_NOT_FOUND', message }];
  });
}

export interface LinkTo {
  readonly type: AssociationType;
  readonly to: RecordRef;
}

type Unfinished = Extract<Outcome, { kind: 'failed' | 'needs' }>;
type Targets = { readonly kind: 'targets'; readonly links: readonly LinkTo[] } | Unfinished;

/** The plan's records for this enrollment. */
export function linkTargets(run: RunContext, plan: readonly PlannedLink[], context: CompileContext): Targets {
  const links: LinkTo[] = [];
  for (const { type, value, source } of plan) {
    const to = (id: string): LinkTo => ({ type, to: { objectTypeId: type.toObjectTypeId, id } });
    if (value.type === 'ENROLLED_OBJECT') links.push(to(run.record.id));
    else if (value.type === 'COPY_ASSOCIATION') {
      const association = { category: source!.category, typeId: source!.typeId };
      const ids = run.workspace.world.associated(run.record, association);
      if (!ids) return { kind: 'needs', asks: [{ kind: 'associated', from: run.record, association }] };
      links.push(...ids.slice(0, LINKS_MAX).map(to));
    } else {
      const resolved = resolveValue(value, run, context.timeZone);
      if (resolved.kind !== 'value') return resolved;
      const named = (resolved.value ?? '')
        .split(';')
        .filter((id) => id.trim() !== '')
        .slice(0, LINKS_MAX);
      const missing = namedRecords(
        run,
        named.map((id) => to(id.trim())),
      );
      if (missing) return missing;
      links.push(...named.map((id) => to(id.trim())));
    }
  }
  return { kind: 'targets', links };
}

/** Records named by id must exist. */
function namedRecords(run: RunContext, links: readonly LinkTo[]): Unfinished | null {
  const bad = links.find(({ to }) => !/^\d{1,18}$/.test(to.id));
  if (bad) return notThere(bad.to);
  const asks: Ask[] = [];
  for (const { to } of links) {
    const image = run.workspace.world.record(to);
    if (image === undefined) asks.push({ kind: 'record', ref: to, toWrite: false });
    else if (image === null || image.archivedAt !== null) return notThere(to);
  }
  return asks.length > 0 ? { kind: 'needs', asks } : null;
}

function notThere({ objectTypeId, id }: RecordRef): Unfinished {
  const message = `There is no record ${quote(id)} of the object type ${objectTypeId} to link the new one to.`;
  return { kind: 'failed', reason: 'ASSOCIATED_RECORD_NOT_FOUND', message };
}

type Writes = { readonly kind: 'writes'; readonly writes: readonly Write[] } | Unfinished;

/** Returned to the caller; these writes are only drawn up here. */
const DRAFT = { at: 0, source: { type: 'SYSTEM' }, depth: 0 } as const;

/**
 * The links of a new record with their implied ones (the plain link, the primary company), drawn up in a world of their own
 * by the rules of the CRM.
 */
export function linksOfNewRecord(
  run: RunContext,
  record: NewRecord,
  links: readonly LinkTo[],
  context: CompileContext,
): Writes {
  const draft = new World();
  draft.create(record, DRAFT);
  return drawnUp(run, draft, record, links, [], context);
}

/** The same of the enrolled record, without the links that are there already. */
export function linksBetween(run: RunContext, links: readonly LinkTo[], context: CompileContext): Writes {
  const from = { objectTypeId: run.record.objectTypeId, id: run.record.id };
  const plainOf = ({ fromObjectTypeId, toObjectTypeId }: AssociationType) =>
    context.schema.defaultAssociationType(fromObjectTypeId, toObjectTypeId) ?? [];
  const kinds = new Set(links.flatMap(({ type }) => [type, plainOf(type)].flat()));
  const questions = [...kinds].map((kind) => ({ from, kind }));
  return drawnUp(run, new World(), from, links, questions, context);
}

function drawnUp(
  run: RunContext,
  draft: World,
  record: RecordRef,
  links: readonly LinkTo[],
  questions: readonly { readonly from: RecordRef; readonly kind: AssociationKind }[],
  { schema }: CompileContext,
): Writes {
  const wanted = links.map(({ type, to }) => ({ from: record, to, type }));
  const asks: Ask[] = [];
  for (const { from, kind } of [...questions, ...primaryQuestions(draft, schema, wanted)]) {
    const ids = draft.associated(from, kind) ?? run.workspace.world.associated(from, kind);
    const association = { category: kind.category, typeId: kind.typeId };
    if (ids) draft.loadAssociated(from, kind, ids);
    else asks.push({ kind: 'associated', from, association });
  }
  if (asks.length > 0) return { kind: 'needs', asks };
  for (const each of wanted) link(draft, schema, each, DRAFT);
  return {
    kind: 'writes',
    writes: draft.associationWrites.map(({ action, from, to, kind, inverse }) => ({
      kind: action === 'add' ? 'associate' : 'disassociate',
      from: { objectTypeId: from.objectTypeId, id: from.id },
      to,
      association: kind,
      inverse,
    })),
  };
}
