/** Action types as the beta API lists them: for editors, which build a form of the input fields. */
import { ACTION_TYPES } from '@millrace/core/flow';
import { CATALOGUE } from './catalogue.ts';
import type { InputField } from './input-field.ts';

export interface ActionTypeDefinition {
  readonly actionTypeId: string;
  readonly actionName: string;
  readonly groupId: string;
  readonly objectTypeIds: readonly string[];
  readonly inputFieldDefinitions: readonly InputField[];
}

/** The action types that run here and have a type id, which branches have not. */
export function actionTypeDefinitions(objectTypeIds: readonly string[]): ActionTypeDefinition[] {
  return ACTION_TYPES.filter(({ id }) => /^\d+-\d+$/.test(id)).map(({ id, name }) => {
    const entry = CATALOGUE[id];
    return {
      actionTypeId: id,
      actionName: name,
      groupId: entry?.groupId ?? 'OTHER',
      objectTypeIds: entry?.objectTypeIds ?? objectTypeIds,
      inputFieldDefinitions: entry?.inputFields ?? [],
    };
  });
}
