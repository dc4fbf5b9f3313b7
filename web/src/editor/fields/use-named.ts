import { textAt } from '../../flow-body/index.ts';
import { useOfAction } from '../state/index.ts';
import type { FieldContext } from './field.ts';

/** What the members that a member is about say (`of` in the catalogue): the first that fits, as text. */
export function useNamed(
  { member, actionId }: Pick<FieldContext, 'member' | 'actionId'>,
  fits: (text: string) => boolean = (text) => text !== '',
): string | undefined {
  return useOfAction(actionId, (action) =>
    (member.of ?? []).map((name) => textAt(action, 'fields', name)).find(fits),
  );
}
