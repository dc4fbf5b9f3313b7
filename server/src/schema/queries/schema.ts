import type {
  AssociationType,
  ObjectType,
  Pipeline,
  PropertyGroup,
  PropertyIndex,
  SchemaRows,
  SearchIndex,
} from '@millrace/core/crm';
import type { PropertyDefinition } from '@millrace/core/property';
import { iso } from '@millrace/core/time';
import { type AccountId, readAccount } from '../../accounts/index.ts';
import type { Db } from '../../platform/index.ts';

/** Everything that an account has added to the standard catalogue: seven small tables, read whole, and a setting. */
export async function selectSchemaRows(db: Db, accountId: AccountId): Promise<SchemaRows> {
  const [objectTypes, properties, groups, associationTypes, pipelines, indexes, searchIndexes, account] =
    await Promise.all([
      db<ObjectTypeRow[]>`
      select id, name, labels, description, primary_display_property as "primaryDisplayProperty",
             secondary_display_properties as "secondaryDisplayProperties",
             searchable_properties as "searchableProperties", required_properties as "requiredProperties",
             created_at as "createdAt", updated_at as "updatedAt"
      from object_types where account_id = ${accountId} and archived_at is null
      order by created_at, id`,
      db<PropertyRow[]>`
      select object_type_id as "objectTypeId", definition, created_at as "createdAt", updated_at as "updatedAt",
             archived_at as "archivedAt"
      from properties where account_id = ${accountId}
      order by object_type_id, created_at, name`,
      db<GroupRow[]>`
      select object_type_id as "objectTypeId", name, label, display_order as "displayOrder"
      from property_groups where account_id = ${accountId} and archived_at is null
      order by object_type_id, display_order, name`,
      db<AssociationType[]>`
      select category, type_id as "typeId", inverse_type_id as "inverseTypeId",
             from_object_type_id as "fromObjectTypeId", to_object_type_id as "toObjectTypeId", name, label
      from association_types where account_id = ${accountId}
      order by type_id`,
      db<PipelineRow[]>`
      select object_type_id as "objectTypeId", id, label, display_order as "displayOrder", stages,
             created_at as "createdAt", updated_at as "updatedAt", archived_at as "archivedAt"
      from pipelines where account_id = ${accountId}
      order by object_type_id, display_order, label`,
      db<PropertyIndex[]>`
      select id, object_type_id as "objectTypeId", property, state from property_indexes
      where account_id = ${accountId} order by id`,
      db<SearchIndex[]>`
      select id, object_type_id as "objectTypeId", property, kind, compares, state from search_indexes
      where account_id = ${accountId} and state <> 'REMOVED' order by id`,
      readAccount(db, accountId),
    ]);
  return {
    objectTypes: objectTypes.map((row) => objectTypeOf(accountId, row)),
    properties: properties.map((row) => ({
      objectTypeId: row.objectTypeId,
      definition: definitionOf(row),
    })),
    groups: groups.map(({ objectTypeId, ...group }) => ({ objectTypeId, group })),
    associationTypes,
    pipelines: pipelines.map(({ objectTypeId, ...pipeline }) => ({ objectTypeId, pipeline })),
    indexes,
    searchIndexes,
    defaultLifecycleStage: account.defaultLifecycleStage,
  };
}

interface ObjectTypeRow {
  readonly id: string;
  readonly name: string;
  readonly labels: ObjectType['labels'];
  readonly description: string | null;
  readonly primaryDisplayProperty: string | null;
  readonly secondaryDisplayProperties: readonly string[];
  readonly searchableProperties: readonly string[];
  readonly requiredProperties: readonly string[];
  readonly createdAt: number;
  readonly updatedAt: number;
}

interface PropertyRow {
  readonly objectTypeId: string;
  readonly definition: PropertyDefinition;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly archivedAt: number | null;
}

type PipelineRow = Pipeline & { readonly objectTypeId: string };

type GroupRow = PropertyGroup & { readonly objectTypeId: string };

function objectTypeOf(accountId: AccountId, row: ObjectTypeRow): ObjectType {
  const fullyQualifiedName = `p${accountId}_${row.name}`;
  return {
    ...row,
    plural: row.name,
    aliases: [row.id, row.name, `p_${row.name}`, fullyQualifiedName],
    fullyQualifiedName,
    defaultProperties: ['hs_createdate', 'hs_lastmodifieddate', 'hs_object_id'],
    createdProperty: 'hs_createdate',
    modifiedProperty: 'hs_lastmodifieddate',
    modifiedNames: ['hs_lastmodifieddate'],
    pipeline: { pipelineProperty: 'hs_pipeline', stageProperty: 'hs_pipeline_stage' },
    custom: true,
    archived: false,
  };
}

function definitionOf(row: PropertyRow): PropertyDefinition {
  return {
    ...row.definition,
    archived: row.archivedAt !== null,
    createdAt: iso(row.createdAt),
    updatedAt: iso(row.updatedAt),
    ...(row.archivedAt === null ? {} : { archivedAt: iso(row.archivedAt) }),
  };
}
