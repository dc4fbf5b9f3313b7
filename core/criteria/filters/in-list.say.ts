import { listOf, membersOf, missing, type Part, text, textOf, thing } from '../../sentence/index.ts';
import { sayList } from '../say-list.ts';
import type { SayFilter } from '../wording.ts';

/** Lists that a workflow makes by itself: what its members are, and are not. */
const OF_FLOWS: Readonly<Record<string, readonly [is: string, isNot: string]>> = {
  WORKFLOWS_ENROLLMENT: ['has been enrolled in the workflow', 'has never been enrolled in the workflow'],
  WORKFLOWS_ACTIVE: ['is active in the workflow', 'is not active in the workflow'],
  WORKFLOWS_GOAL: ['has reached the goal of the workflow', 'has not reached the goal of the workflow'],
  WORKFLOWS_COMPLETED: ['has completed the workflow', 'has not completed the workflow'],
};

/** `the contact is in the list Customers`. */
export const sayInList: SayFilter = ({ listId, operator, metadata }, { names, subject }) => {
  const isNot = operator === 'NOT_IN_LIST';
  const { id, inListType } = membersOf(listOf(metadata)[0]);
  const type = textOf(inListType) ?? '';
  const made = textOf(id) || textOf(listId) || '';
  if (Object.hasOwn(OF_FLOWS, type)) {
    const [is, not] = OF_FLOWS[type]!;
    const flow: Part = made === '' ? missing('none chosen') : thing('flow', made, names.thing('flow', made));
    return [text(`${subject} ${isNot ? not : is} `), flow];
  }
  if (type === 'IMPORT')
    return [
      text(`${subject} ${isNot ? 'did not come' : 'came'} with the import `),
      thing('value', made || '(none chosen)'),
    ];
  return [text(`${subject} is ${isNot ? 'not ' : ''}in the list `), sayList(listId, names)];
};
