import type { PropertyDefinition } from '../property/index.ts';
import type { AssociationCategory } from '../record/index.ts';
import { type AssociationType, isPrimary } from './association-type.ts';
import type { ObjectType } from './object-type.ts';
import { PipelineBook } from './pipelines/pipeline-book.ts';
import { stageProperty } from './pipelines/stage-property.ts';
import type { PropertyIndex } from './property-index.ts';
import type { SearchIndex } from './search-index.ts';
import { STANDARD_ASSOCIATION_TYPES } from './standard/association-types.ts';
import { DEAL } from './standard/ids.ts';
import type { StandardGroup, StandardTable } from './standard/notation.ts';
import { STANDARD_OBJECT_TYPES } from './standard/object-types.ts';
import type { Pipeline } from './standard/pipelines.ts';
import { STANDARD_PROPERTIES } from './standard/properties/index.ts';
import { withShared } from './standard/properties/shared.ts';

export type PropertyGroup = StandardGroup;

/** An account's additions to the standard catalogue. */
export interface SchemaRows {
  readonly objectTypes: readonly ObjectType[];
  readonly properties: readonly { readonly objectTypeId: string; readonly definition: PropertyDefinition }[];
  readonly groups: readonly { readonly objectTypeId: string; readonly group: PropertyGroup }[];
  readonly associationTypes: readonly AssociationType[];
  /** The account's own, and its copies of standard ones; archived ones too. */
  readonly pipelines: readonly { readonly objectTypeId: string; readonly pipeline: Pipeline }[];
  /** The lifecycle stage of new contacts and companies; null for none, by default the original's. */
  readonly defaultLifecycleStage?: string | null;
  readonly indexes?: readonly PropertyIndex[];
  readonly searchIndexes?: readonly SearchIndex[];
}

const USUAL_LIFECYCLE_STAGE = 'lead';

const NO_PROPERTIES: ReadonlyMap<string, PropertyDefinition> = new Map();

export type Sensitivity = Exclude<PropertyDefinition['dataSensitivity'], 'non_sensitive'>;

const NO_INDEXES: ReadonlyMap<string, PropertyIndex> = new Map();

const NO_SEARCH_INDEXES: readonly SearchIndex[] = [];

const NO_SENSITIVE: ReadonlyMap<string, Sensitivity> = new Map();

/** An account's CRM: object types, properties, association types, pipelines. Immutable. */
export class CrmSchema {
  readonly #types = new Map<string, ObjectType>();
  readonly #properties = new Map<string, Map<string, PropertyDefinition>>();
  readonly #archived = new Map<string, PropertyDefinition[]>();
  readonly #groups = new Map<string, Map<string, PropertyGroup>>();
  readonly #associations = new Map<string, AssociationType>();
  readonly #associationsByPair = new Map<string, AssociationType[]>();
  readonly #uniques = new Map<string, readonly string[]>();
  readonly #sensitive = new Map<string, Map<string, Sensitivity>>();
  readonly #indexes = new Map<string, Map<string, PropertyIndex>>();
  readonly #searchIndexes: ReadonlyMap<string, readonly SearchIndex[]>;
  readonly #pipelines: PipelineBook;
  readonly defaultLifecycleStage: string | null;

  constructor(rows: SchemaRows) {
    const { defaultLifecycleStage = USUAL_LIFECYCLE_STAGE } = rows;
    this.defaultLifecycleStage = defaultLifecycleStage;
    for (const type of [...STANDARD_OBJECT_TYPES, ...rows.objectTypes]) this.#addType(type);
    for (const { objectTypeId, group } of rows.groups) {
      mapIn(this.#groups, objectTypeId).set(group.name, group);
    }
    this.#pipelines = new PipelineBook(rows.pipelines);
    this.#addStageProperties();
    for (const { objectTypeId, definition } of rows.properties) this.#addProperty(objectTypeId, definition);
    for (const [objectTypeId, properties] of this.#properties) {
      const unique = [...properties.values()].filter((property) => property.hasUniqueValue);
      this.#uniques.set(
        objectTypeId,
        unique.map((property) => property.name),
      );
    }
    for (const type of [...STANDARD_ASSOCIATION_TYPES, ...rows.associationTypes]) this.#addAssociation(type);
    for (const index of rows.indexes ?? [])
      mapIn(this.#indexes, index.objectTypeId).set(index.property, index);
    this.#searchIndexes = Map.groupBy(rows.searchIndexes ?? [], ({ objectTypeId }) => objectTypeId);
  }

  /** By id, name, plural or fully qualified name, in any case. */
  objectType(idOrName: string): ObjectType | undefined {
    return this.#types.get(idOrName.toLowerCase());
  }

  /** All object types, the standard ones first. */
  get objectTypes(): readonly ObjectType[] {
    return [...new Set(this.#types.values())];
  }

  /** The properties in use, by name. */
  properties(objectTypeId: string): ReadonlyMap<string, PropertyDefinition> {
    return this.#properties.get(objectTypeId) ?? NO_PROPERTIES;
  }

  archivedProperties(objectTypeId: string): readonly PropertyDefinition[] {
    return this.#archived.get(objectTypeId) ?? [];
  }

  /** The names of the properties with unique values. */
  uniqueProperties(objectTypeId: string): readonly string[] {
    return this.#uniques.get(objectTypeId) ?? [];
  }

  /** The properties whose values are sensitive, archived ones too: records keep their values. */
  sensitiveProperties(objectTypeId: string): ReadonlyMap<string, Sensitivity> {
    return this.#sensitive.get(objectTypeId) ?? NO_SENSITIVE;
  }

  /** The indexes over properties of a type, by name. */
  indexes(objectTypeId: string): ReadonlyMap<string, PropertyIndex> {
    return this.#indexes.get(objectTypeId) ?? NO_INDEXES;
  }

  /** Whether there is an index over any property of any type. */
  get hasIndexes(): boolean {
    return this.#indexes.size > 0;
  }

  /** The indexes that searches of a type find records in. */
  searchIndexes(objectTypeId: string): readonly SearchIndex[] {
    return this.#searchIndexes.get(objectTypeId) ?? NO_SEARCH_INDEXES;
  }

  /** Whether searches of any type have an index. */
  get hasSearchIndexes(): boolean {
    return this.#searchIndexes.size > 0;
  }

  groups(objectTypeId: string): ReadonlyMap<string, PropertyGroup> {
    return this.#groups.get(objectTypeId) ?? new Map();
  }

  associationType(category: AssociationCategory, typeId: number): AssociationType | undefined {
    return this.#associations.get(`${category}/${typeId}`);
  }

  /** Every association type from the one object type to the other, the plain one first. */
  associationTypes(fromObjectTypeId: string, toObjectTypeId: string): readonly AssociationType[] {
    return this.#associationsByPair.get(`${fromObjectTypeId}>${toObjectTypeId}`) ?? [];
  }

  /** The plain association between two object types, which every labelled one implies. */
  defaultAssociationType(fromObjectTypeId: string, toObjectTypeId: string): AssociationType | undefined {
    return this.associationTypes(fromObjectTypeId, toObjectTypeId).find((type) => type.label === null);
  }

  primaryAssociationType(fromObjectTypeId: string, toObjectTypeId: string): AssociationType | undefined {
    return this.associationTypes(fromObjectTypeId, toObjectTypeId).find(isPrimary);
  }

  inverseOf(type: AssociationType): AssociationType {
    return this.associationType(type.category, type.inverseTypeId) ?? type;
  }

  /** Those in use, with the stages in use; a new record gets the first. */
  pipelines(objectTypeId: string): readonly Pipeline[] {
    return this.#pipelines.live(objectTypeId);
  }

  /** Archived ones too, and their archived stages. */
  allPipelines(objectTypeId: string): readonly Pipeline[] {
    return this.#pipelines.all(objectTypeId);
  }

  #addType(type: ObjectType): void {
    for (const alias of [...type.aliases, type.fullyQualifiedName]) {
      const key = alias.toLowerCase();
      if (!this.#types.has(key)) this.#types.set(key, type);
    }
    const table = STANDARD_PROPERTIES.get(type.id) ?? customTable(type);
    this.#properties.set(type.id, new Map(table.properties.map((property) => [property.name, property])));
    this.#groups.set(type.id, new Map(table.groups.map((group) => [group.name, group])));
  }

  /** Deals keep the entry into each stage, under the stage's id. */
  #addStageProperties(): void {
    const properties = this.#properties.get(DEAL);
    for (const { label, stages } of this.#pipelines.live(DEAL)) {
      for (const stage of stages) {
        const property = stageProperty(stage, label);
        if (!properties?.has(property.name)) properties?.set(property.name, property);
      }
    }
  }

  #addProperty(objectTypeId: string, definition: PropertyDefinition): void {
    const properties = this.#properties.get(objectTypeId);
    if (!properties) return;
    const { name, dataSensitivity } = definition;
    if (dataSensitivity !== 'non_sensitive') mapIn(this.#sensitive, objectTypeId).set(name, dataSensitivity);
    if (!definition.archived) properties.set(definition.name, definition);
    else {
      properties.delete(definition.name);
      this.#archived.set(objectTypeId, [...this.archivedProperties(objectTypeId), definition]);
    }
  }

  #addAssociation(type: AssociationType): void {
    this.#associations.set(`${type.category}/${type.typeId}`, type);
    const pair = `${type.fromObjectTypeId}>${type.toObjectTypeId}`;
    const types = [...(this.#associationsByPair.get(pair) ?? []), type];
    types.sort((a, b) => Number(a.label !== null) - Number(b.label !== null));
    this.#associationsByPair.set(pair, types);
  }
}

/** The properties of every custom object type. */
function customTable(type: ObjectType): StandardTable {
  const name = `${type.name}_information`;
  const own = `[${name}] Information
    hs_pipeline       | Pipeline       | external |
    hs_pipeline_stage | Pipeline stage | external |`;
  const table = withShared(own, type.createdProperty, type.modifiedProperty);
  // The label is the account's own text and must not be read as part of a table.
  const label = `${type.labels.singular ?? type.name} Information`;
  return { properties: table.properties, groups: [{ name, label, displayOrder: 0 }] };
}

function mapIn<V>(maps: Map<string, Map<string, V>>, key: string): Map<string, V> {
  const found = maps.get(key) ?? new Map<string, V>();
  maps.set(key, found);
  return found;
}
