import type { CrmSchema } from '@millrace/core/crm';
import type { AppAction, AppInput, ExecutionRule, GoneAppAction } from '@millrace/core/flow';
import type { Definition } from './definition/definition-input.ts';
import type { AdapterRow } from './queries/adapters.ts';
import type { DefinitionOfAccount } from './queries/definitions.ts';

/** A definition, as programs are compiled with it. */
export function definedAction(row: DefinitionOfAccount, schema: CrmSchema): AppAction {
  const { definition, revisionId, requiresObject } = row;
  const labels = definition.labels['en']!;
  return {
    by: 'app',
    name: labels.actionName,
    says: labels.actionDescription ?? '',
    target: hostOf(definition.actionUrl),
    version: revisionId,
    objectTypeIds: typesOf(definition, schema),
    inputs: definition.inputFields.map((field) => inputOf(field, definition)),
    outputs: (definition.outputFields ?? []).map(({ typeDefinition: { name, label } }) => ({
      key: name,
      says: labels.outputFieldLabels?.[name] ?? label ?? name,
    })),
    objectProperties: requiresObject ? (definition.objectRequestOptions?.properties ?? []) : null,
    rules: (definition.executionRules ?? []).map((rule) => ruleOf(rule, labels)),
  };
}

/** An adapter, with what is known of the app's action that it takes over, if it is one. */
export function adapterAction({ actionTypeId, url }: AdapterRow, app?: AppAction): AppAction {
  return {
    by: 'adapter',
    name: app?.name ?? actionTypeId,
    says: `Actions of the type ${actionTypeId} are run by the receiver of an action adapter.`,
    target: hostOf(url),
    version: null,
    objectTypeIds: undefined,
    inputs: null,
    outputs: null,
    objectProperties: [],
    rules: [],
  };
}

export function goneAction({ id, appId, archivedAt }: DefinitionOfAccount): GoneAppAction {
  return archivedAt === null
    ? { by: 'nobody', reason: 'APP_DELETED', message: `The app ${appId} of this action was deleted.` }
    : {
        by: 'nobody',
        reason: 'APP_ACTION_DELETED',
        message: `The definition ${id} of this action was deleted.`,
      };
}

/** The target of effects: requests wait only for those to the same host. */
export function hostOf(url: string): string {
  return new URL(url).host;
}

/** All types for none. One that is gone since leaves the others. */
function typesOf({ objectTypes }: Definition, schema: CrmSchema): readonly string[] | undefined {
  if (objectTypes.length === 0) return undefined;
  return objectTypes.flatMap((name) => schema.objectType(name)?.id ?? []);
}

type Labels = Definition['labels'][string];

function inputOf(
  { typeDefinition, isRequired }: Definition['inputFields'][number],
  { labels }: Definition,
): AppInput {
  const { name, type, label, options, optionsUrl, referencedObjectType } = typeDefinition;
  const english = labels['en']!;
  const labelOf = (value: string) => english.inputFieldOptionLabels?.[name]?.[value];
  return {
    name,
    label: english.inputFieldLabels?.[name] ?? label ?? name,
    type,
    isRequired,
    options: options.map(({ value, label, description }) => ({
      value,
      label: labelOf(value) ?? label,
      ...(description === undefined ? {} : { description }),
    })),
    optionsFrom: optionsUrl !== undefined ? 'app' : referencedObjectType === 'OWNER' ? 'owners' : null,
  };
}

/** A rule whose label is missing is told by its name. */
function ruleOf(
  { labelName, conditions }: NonNullable<Definition['executionRules']>[number],
  { executionRules }: Labels,
): ExecutionRule {
  return {
    text: executionRules?.[labelName] ?? labelName,
    conditions: Object.entries(conditions).map(([output, given]) => ({
      output,
      values: (Array.isArray(given) ? given : [given]).map(String),
    })),
  };
}
