/** Action types as the beta API lists them; editors build forms from the input fields. */
import { CATALOGUE } from '@millrace/core/catalogue';
import type { AppActions, AppInput } from '@millrace/core/flow';
import { type InputField, inputField, option } from './input-field.ts';

export interface ActionTypeDefinition {
  readonly actionTypeId: string;
  readonly actionName: string;
  readonly groupId: string;
  readonly objectTypeIds: readonly string[];
  readonly inputFieldDefinitions: readonly InputField[];
}

/** The action types that run here and have a type id; branches have none. */
export function actionTypeDefinitions(objectTypeIds: readonly string[]): ActionTypeDefinition[] {
  return CATALOGUE.filter(({ node }) => node === 'SINGLE_CONNECTION').map((type) => ({
    actionTypeId: type.id,
    actionName: type.name,
    groupId: type.group,
    objectTypeIds: type.objectTypeIds ?? objectTypeIds,
    inputFieldDefinitions: type.members.map(inputField),
  }));
}

/** The types that the account's apps and adapters add, in the order of their ids; those of adapters have fields that nobody here knows. */
export function appActionTypeDefinitions(
  appActions: AppActions,
  objectTypeIds: readonly string[],
): ActionTypeDefinition[] {
  return [...appActions].flatMap(([actionTypeId, action]) =>
    action.by === 'nobody'
      ? []
      : [
          {
            actionTypeId,
            actionName: action.name,
            groupId: action.by === 'app' ? 'APPS' : 'ADAPTERS',
            objectTypeIds: action.objectTypeIds ?? objectTypeIds,
            inputFieldDefinitions: (action.inputs ?? []).map((input) => appInput(input, actionTypeId)),
          },
        ],
  );
}

/** Options from elsewhere are asked for by POST, with what the form has so far. */
function appInput(input: AppInput, actionTypeId: string): InputField {
  const { name, label, isRequired, options, optionsFrom } = input;
  const described = { name, label, isRequired, type: input.type as InputField['type'] };
  if (options.length > 0)
    return {
      ...described,
      fieldDefinitionType: 'ENUM',
      options: options.map(option),
    };
  if (optionsFrom === null) return { ...described, fieldDefinitionType: 'SIMPLE' };
  const optionsUrl =
    optionsFrom === 'owners' ? '/crm/v3/owners' : `/millrace/v1/action-types/${actionTypeId}/options`;
  return { ...described, fieldDefinitionType: 'EXTERNAL_ENUM', optionsUrl };
}
