/** The answers of the routes of app actions. Fields have whatever more their client gave them. */
import { z } from 'zod';
import { authorAnswer, instantAnswer } from '../platform/index.ts';
import { FUNCTION_TYPES } from './definition/definition-input.ts';

const fieldTypeAnswer = z
  .looseObject({
    name: z.string(),
    type: z.string(),
    fieldType: z.string().optional(),
    label: z.string().optional(),
    description: z.string().optional(),
    helpText: z.string().optional(),
    options: z.array(z.looseObject({ value: z.string(), label: z.string() })),
    optionsUrl: z.string().optional(),
    referencedObjectType: z.string().optional(),
    externalOptions: z.boolean(),
  })
  .meta({ id: 'AppActionFieldType' });

const dependencyAnswer = z.strictObject({
  dependencyType: z.enum(['SINGLE_FIELD', 'CONDITIONAL_SINGLE_FIELD']),
  controllingFieldName: z.string(),
  controllingFieldValue: z.string().optional(),
  dependentFieldNames: z.array(z.string()),
});

const names = z.record(z.string(), z.string()).optional();

const labelsAnswer = z
  .strictObject({
    actionName: z.string(),
    actionDescription: z.string().optional(),
    actionCardContent: z.string().optional(),
    appDisplayName: z.string().optional(),
    inputFieldLabels: names,
    inputFieldDescriptions: names,
    inputFieldOptionLabels: z.record(z.string(), z.record(z.string(), z.string())).optional(),
    outputFieldLabels: names,
    executionRules: names,
  })
  .meta({ id: 'AppActionLabels' });

export const functionIdentifierAnswer = z
  .strictObject({ functionType: z.enum(FUNCTION_TYPES), id: z.string().optional() })
  .meta({ id: 'AppActionFunctionIdentifier' });

export const functionAnswer = functionIdentifierAnswer
  .extend({ functionSource: z.string() })
  .meta({ id: 'AppActionFunction' });

export const definitionAnswer = z
  .strictObject({
    id: z.string().describe('Actions of flows have the type `1-<id>`'),
    revisionId: z.string(),
    actionUrl: z.string(),
    published: z.boolean(),
    objectTypes: z.array(z.string()),
    inputFields: z.array(
      z.looseObject({
        typeDefinition: fieldTypeAnswer,
        isRequired: z.boolean(),
        supportedValueTypes: z.array(z.string()).optional(),
      }),
    ),
    outputFields: z.array(z.looseObject({ typeDefinition: fieldTypeAnswer })).optional(),
    inputFieldDependencies: z.array(dependencyAnswer).optional(),
    executionRules: z
      .array(z.strictObject({ labelName: z.string(), conditions: z.record(z.string(), z.unknown()) }))
      .optional(),
    objectRequestOptions: z.strictObject({ properties: z.array(z.string()) }).optional(),
    labels: z.record(z.string(), labelsAnswer),
    functions: z.array(functionIdentifierAnswer),
    archivedAt: z.int().optional().describe('Milliseconds since 1970'),
  })
  .meta({ id: 'AppActionDefinition' });

export const revisionAnswer = z
  .strictObject({
    id: z.string(),
    revisionId: z.string(),
    createdAt: instantAnswer,
    definition: definitionAnswer,
  })
  .meta({ id: 'AppActionRevision' });

export const requiresObjectAnswer = z.strictObject({ requiresObject: z.boolean() });

export const adapterAnswer = z
  .strictObject({
    actionTypeId: z.string(),
    url: z.string(),
    secretName: z.string().nullable().describe('The secret with which requests are signed'),
    appId: z.string().nullable().describe('The app with whose secret requests are signed'),
    timeoutSeconds: z.int().nullable(),
    createdAt: instantAnswer,
    updatedAt: instantAnswer,
    savedBy: authorAnswer,
  })
  .meta({ id: 'ActionAdapter' });

export const optionsAnswer = z.strictObject({
  options: z.array(
    z.strictObject({ value: z.string(), label: z.string(), description: z.string().optional() }),
  ),
  after: z.string().optional().describe('Asks for more of them'),
  searchable: z.boolean().describe('Whether `q` finds some'),
});
