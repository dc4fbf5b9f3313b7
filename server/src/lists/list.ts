import { iso } from '@millrace/core/time';
import type { AnswerOf } from '../platform/index.ts';
import type { foundListAnswer, listAnswer } from './answers.ts';

export type ProcessingType = 'MANUAL' | 'SNAPSHOT' | 'DYNAMIC';

/** A list as it is stored: members put in by hand, taken once from filters, or kept by them. Instants in milliseconds. */
export interface ObjectList {
  readonly id: string;
  readonly objectTypeId: string;
  readonly name: string;
  readonly processingType: ProcessingType;
  readonly processingStatus: 'PROCESSING' | 'COMPLETE';
  /** The filters as they came; null for a list without. */
  readonly filterBranch: unknown;
  readonly version: number;
  readonly folderId: string;
  readonly customProperties: Readonly<Record<string, string>>;
  readonly membershipSettings: Readonly<Record<string, unknown>> | null;
  readonly listPermissions: Readonly<Record<string, unknown>> | null;
  readonly createdBy: string | null;
  readonly updatedBy: string | null;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly filtersUpdatedAt: number | null;
  readonly editedAt: readonly number[];
  readonly deletedAt: number | null;
  readonly size: number;
  /** The name of the folder that it lies in; null in the root. */
  readonly folderName: string | null;
  /** When a present member joined last, and when a member left last; null for never. */
  readonly lastAddedAt: number | null;
  readonly lastRemovedAt: number | null;
}

/** The number of flows and other lists that name each list. */
export type ListReferences = ReadonlyMap<string, number>;

/** A list as the API answers it. */
export function present(
  list: ObjectList,
  references: ListReferences,
  filters: 'with filters' | 'without filters',
): AnswerOf<typeof listAnswer> {
  return {
    ...glance(list),
    size: list.size,
    additionalProperties: additionalProperties(list, references, []),
    ...(list.membershipSettings ? { membershipSettings: list.membershipSettings } : {}),
    ...(list.listPermissions ? { listPermissions: list.listPermissions } : {}),
    ...(filters === 'with filters' && list.filterBranch !== null ? { filterBranch: list.filterBranch } : {}),
  };
}

type Telling = (list: ObjectList, references: ListReferences) => string | null;

/** The properties that every answer tells of a list. Values are text, instants in milliseconds; empty ones are left out. */
const USUAL: Readonly<Record<string, Telling>> = {
  hs_list_size: (list) => String(list.size),
  hs_last_record_added_at: ({ lastAddedAt }) => (lastAddedAt === null ? null : String(lastAddedAt)),
  hs_last_record_removed_at: ({ lastRemovedAt }) => (lastRemovedAt === null ? null : String(lastRemovedAt)),
  hs_folder_name: (list) => list.folderName,
  hs_list_reference_count: (list, references) => String(references.get(list.id) ?? 0),
};

/** The properties that a search tells of a list when the request names them. */
const ADDITIONAL: Readonly<Record<string, Telling>> = {
  ...USUAL,
  hs_list_size_last_updated: (list) => iso(list.updatedAt),
  hs_created_at: (list) => iso(list.createdAt),
  hs_last_modified_at: (list) => iso(list.updatedAt),
  hs_folder_id: (list) => list.folderId,
};

/** A list as a search answers it. */
export function presentFound(
  list: ObjectList,
  references: ListReferences,
  asked: readonly string[],
): AnswerOf<typeof foundListAnswer> {
  return { ...glance(list), additionalProperties: additionalProperties(list, references, asked) };
}

function additionalProperties(list: ObjectList, references: ListReferences, asked: readonly string[]) {
  const known = [...Object.keys(USUAL), ...asked].flatMap((name) => {
    const value = Object.hasOwn(ADDITIONAL, name)
      ? ADDITIONAL[name]!(list, references)
      : (list.customProperties[name] ?? null);
    return value === null ? [] : [[name, value] as const];
  });
  return Object.fromEntries(known);
}

function glance(list: ObjectList) {
  return {
    listId: list.id,
    listVersion: list.version,
    name: list.name,
    objectTypeId: list.objectTypeId,
    processingType: list.processingType,
    processingStatus: list.processingStatus,
    createdAt: iso(list.createdAt),
    updatedAt: iso(list.updatedAt),
    ...(list.filtersUpdatedAt === null ? {} : { filtersUpdatedAt: iso(list.filtersUpdatedAt) }),
    ...(list.deletedAt === null ? {} : { deletedAt: iso(list.deletedAt) }),
    ...(list.createdBy === null ? {} : { createdById: list.createdBy }),
    ...(list.updatedBy === null ? {} : { updatedById: list.updatedBy }),
  };
}
