import type { CardMark, Marks, Pill } from '../../graph/index.ts';
import { laneItemId, TRIGGER } from '../../layout/index.ts';
import type { Editor } from '../state/index.ts';

/** What the state of the editor shows at cards: selection and focus, what is looked for, the path of a test run, problems. */
export function editorMarks(editor: Editor): Marks {
  return {
    subscribe: editor.subscribe,
    card: (id) => cardMark(editor, id),
    lane: (of, member) => (editor.state.trail?.lanes.has(laneItemId(of, member)) ? ON_PATH : undefined),
  };
}

const ON_PATH = { look: 'onPath' } as const;

function cardMark({ state }: Editor, id: string): CardMark {
  const { selection, focus, found, trail } = state;
  const isMissed = found !== undefined && found.query !== '' && !found.ids.includes(id);
  const visits = trail?.cards.get(id);
  return {
    look: visits ? 'onPath' : undefined,
    isDim: isMissed || (trail !== undefined && id !== TRIGGER && !visits),
    ...(visits ? { pills: visits } : {}),
    isSelected: selection.includes(id),
    isFocused: focus === id,
    badge: problemsOf(state.findingsBy.get(id) ?? []),
  };
}

function problemsOf(findings: readonly { readonly severity: string }[]): Pill | undefined {
  const count = (severity: string) => findings.filter((each) => each.severity === severity).length;
  const [errors, warnings] = [count('error'), count('warning')];
  if (errors > 0) return pill('failed', errors, 'error');
  return warnings > 0 ? pill('warning', warnings, 'warning') : undefined;
}

function pill(tone: Pill['tone'], count: number, word: string): Pill {
  return { tone, text: String(count), title: `${count} ${word}${count === 1 ? '' : 's'}` };
}
