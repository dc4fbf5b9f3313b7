/** What the routes of the schema answer: properties, groups, pipelines, object types, association types. */
import { z } from 'zod';
import { instantAnswer } from '../platform/index.ts';

/** A property has whatever members it was made with. */
export const propertyAnswer = z
  .looseObject({
    name: z.string(),
    label: z.string(),
    type: z.enum([
      'bool',
      'date',
      'datetime',
      'enumeration',
      'json',
      'number',
      'object_coordinates',
      'phone_number',
      'string',
    ]),
    fieldType: z.string(),
    groupName: z.string(),
    description: z.string(),
    options: z.array(
      z.looseObject({
        label: z.string(),
        value: z.string(),
        displayOrder: z.int(),
        hidden: z.boolean(),
        description: z.string(),
      }),
    ),
    hasUniqueValue: z.boolean(),
    dataSensitivity: z.enum(['non_sensitive', 'sensitive', 'highly_sensitive']),
    hubspotDefined: z.boolean().optional(),
    externalOptions: z.boolean(),
    displayOrder: z.int(),
    hidden: z.boolean(),
    formField: z.boolean(),
    calculated: z.boolean(),
    archived: z.boolean(),
    modificationMetadata: z.strictObject({
      archivable: z.boolean(),
      readOnlyDefinition: z.boolean(),
      readOnlyOptions: z.boolean(),
      readOnlyValue: z.boolean(),
    }),
  })
  .meta({ id: 'Property' });

export const propertyGroupAnswer = z
  .strictObject({
    name: z.string(),
    label: z.string(),
    displayOrder: z.int(),
    archived: z.boolean(),
  })
  .meta({ id: 'PropertyGroup' });

const times = {
  createdAt: instantAnswer,
  updatedAt: instantAnswer,
  archived: z.boolean(),
  archivedAt: instantAnswer.optional(),
};

export const stageAnswer = z
  .strictObject({
    id: z.string(),
    label: z.string(),
    displayOrder: z.int(),
    metadata: z.record(z.string(), z.string()),
    ...times,
    writePermissions: z.string(),
  })
  .meta({ id: 'PipelineStage' });

export const pipelineAnswer = z
  .strictObject({
    id: z.string(),
    label: z.string(),
    displayOrder: z.int(),
    stages: z.array(stageAnswer),
    ...times,
  })
  .meta({ id: 'Pipeline' });

/** One action on a pipeline or stage. */
export const auditAnswer = z
  .strictObject({
    portalId: z.int().describe('The account'),
    identifier: z.string(),
    action: z.string(),
    timestamp: instantAnswer,
    message: z.string(),
    rawObject: z.unknown(),
  })
  .meta({ id: 'PipelineAudit' });

/** An association type between two object types. */
export const associationDefinitionAnswer = z
  .strictObject({
    id: z.string(),
    fromObjectTypeId: z.string(),
    toObjectTypeId: z.string(),
    name: z.string(),
  })
  .meta({ id: 'AssociationDefinition' });

export const objectTypeAnswer = z
  .strictObject({
    id: z.string(),
    objectTypeId: z.string(),
    name: z.string(),
    labels: z.strictObject({ singular: z.string().optional(), plural: z.string().optional() }),
    fullyQualifiedName: z.string(),
    description: z.string().optional(),
    primaryDisplayProperty: z.string().optional(),
    secondaryDisplayProperties: z.array(z.string()),
    searchableProperties: z.array(z.string()),
    requiredProperties: z.array(z.string()),
    archived: z.boolean(),
    createdAt: instantAnswer.optional(),
    updatedAt: instantAnswer.optional(),
  })
  .meta({ id: 'ObjectType' });

/** An object type with its properties, and the associations that it has. */
export const objectSchemaAnswer = objectTypeAnswer
  .extend({ properties: z.array(propertyAnswer), associations: z.array(associationDefinitionAnswer) })
  .meta({ id: 'ObjectSchema' });

export const associationTypeAnswer = z
  .strictObject({
    category: z.enum(['HUBSPOT_DEFINED', 'USER_DEFINED', 'INTEGRATOR_DEFINED', 'WORK']),
    typeId: z.int(),
    label: z.string().nullable(),
  })
  .meta({ id: 'AssociationType' });
