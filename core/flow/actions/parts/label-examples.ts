import type { AskOf } from '../../engine/index.ts';
import type { Example, Known } from '../example.ts';
import { LINKS_MAX } from './record-links.ts';

/** A company's label for another company, as an action names it. */
export const CHILD = { associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 13 };
export const PARENT = { associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 14 };
/** The plain association of companies. */
export const PLAIN = { associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 450 };

type Label = typeof CHILD;

/** The companies that the enrolled one is associated with under a label. */
export function associatedAs({ associationTypeId: typeId }: Label, answer: readonly string[]): Known {
  const from = { objectTypeId: '0-2', id: '101' };
  const ask: AskOf<'associated'> = {
    kind: 'associated',
    from,
    association: { category: 'HUBSPOT_DEFINED', typeId },
  };
  return { ask, answer };
}

/** What every action that changes labels does when there is nothing to change, or too much, or a label that is not there. */
export function labelFailures(fields: Readonly<Record<string, Label>>, changed: Label): Example[] {
  const crowd = Array.from({ length: LINKS_MAX + 1 }, (_, index) => String(1_000 + index));
  const [last] = Object.keys(fields).slice(-1);
  return [
    {
      shows: 'No record is associated in that way.',
      objectTypeId: '0-2',
      action: { fields },
      outcome: { outcome: 'SKIPPED', reason: 'NO_ASSOCIATED_RECORD', next: '2', changes: [] },
    },
    {
      shows: 'More records are associated than one step changes.',
      objectTypeId: '0-2',
      action: { fields },
      known: [associatedAs(changed, crowd)],
      outcome: { outcome: 'FAILED', reason: 'TOO_MANY_ASSOCIATIONS', next: '2', changes: [] },
    },
    {
      shows: 'An association type that is not there.',
      objectTypeId: '0-2',
      action: {
        fields: { ...fields, [last!]: { associationCategory: 'USER_DEFINED', associationTypeId: 404 } },
      },
      outcome: { outcome: 'FAILED', reason: 'INVALID_CONFIGURATION', next: '2', changes: [] },
    },
  ];
}
