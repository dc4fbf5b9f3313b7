import { entryFor, membersOf, missing, type Part, text, textOf, tokensIn } from '../../../sentence/index.ts';
import type { SayAction } from '../../wording.ts';
import { sayFromNow } from '../parts/say-from-now.ts';

const KINDS: Readonly<Record<string, string>> = {
  CALL: 'a call',
  EMAIL: 'an email task',
  MEETING: 'a meeting task',
};

/** `Create a call “Ring back” for Contact owner, due in 2 days`. */
export const sayCreateTask: SayAction = ({ fields }, wording) => {
  const { task_type, subject, due_time, owner_assignment, priority } = membersOf(fields);
  const title = textOf(subject) ?? '';
  const { type, value } = membersOf(owner_assignment);
  const owner: Part[] =
    type === 'CUSTOM' ? [text(' for '), ...wording.value(value, { label: '', holds: 'owner' })] : [];
  const due = sayFromNow(due_time);
  return [
    text(`Create ${entryFor(KINDS, task_type) ?? 'a task'} `),
    ...(title.trim() === '' ? [missing('no title')] : tokensIn(title, wording)),
    ...owner,
    ...(due ? [text(`, due ${due}`)] : []),
    ...(priority === 'HIGH' || priority === 'MEDIUM' || priority === 'LOW'
      ? [text(`, ${priority.toLowerCase()} priority`)]
      : []),
  ];
};
