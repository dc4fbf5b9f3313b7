/** Action types as the beta API lists them; editors build forms from the input fields. */
import { ACTION_TYPES } from '@millrace/core/flow';
import { type InputField, inputField } from './input-field.ts';

export interface ActionTypeDefinition {
  readonly actionTypeId: string;
  readonly actionName: string;
  readonly groupId: string;
  readonly objectTypeIds: readonly string[];
  readonly inputFieldDefinitions: readonly InputField[];
}

/** The action types that run here and have a type id; branches have none. */
export function actionTypeDefinitions(objectTypeIds: readonly string[]): ActionTypeDefinition[] {
  return ACTION_TYPES.filter(({ id }) => /^\d+-\d+$/.test(id)).map((type) => ({
    actionTypeId: type.id,
    actionName: type.name,
    groupId: type.group,
    objectTypeIds: type.objectTypeIds ?? objectTypeIds,
    inputFieldDefinitions: Object.entries(type.fields).map(([name, field]) => inputField(name, field)),
  }));
}
