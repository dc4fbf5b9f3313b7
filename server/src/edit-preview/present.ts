import { sayReason } from '@millrace/core/sentences';
import { iso } from '@millrace/core/time';
import { presentPause } from '../pauses/index.ts';
import type { AnswerOf } from '../platform/index.ts';
import type { editPreviewAnswer } from './answers.ts';
import type { Fate } from './fate.ts';
import type { Gathered } from './gather-fates.ts';
import type { EditPreview, StandingAfter } from './preview-edit.ts';

type Answer = AnswerOf<typeof editPreviewAnswer>;

/** A preview as the API shows it. */
export function presentPreview(preview: EditPreview): Answer {
  const { flowId, revisionId, appliesTo, diff, isComplete, leaving, matching } = preview;
  const pausedBy = preview.pauses.map(presentPause);
  const actions = preview.actions.map(presentStanding);
  const inside = actions.reduce((sum, { waiting }) => sum + waiting, 0);
  const left = leaving && {
    total: Object.values(leaving).reduce((sum, count) => sum + count, 0),
    byReason: { ...leaving },
  };
  const lines = [
    inside === 0 ? 'Nobody is in the flow.' : `${records(inside)} in the flow.`,
    ...pausedBy.map(
      ({ scope }) => `The ${scope.toLowerCase()} is paused: what is told here comes when it is resumed.`,
    ),
    ...actions.map(({ text }) => text),
    ...(isComplete ? [] : ['Only those who entered first were looked at.']),
    ...(left
      ? [
          left.total === 0
            ? 'Nobody has to leave.'
            : `${records(left.total)} to leave: ${reasons(left.byReason)}.`,
        ]
      : []),
    ...(matching ? [`${matching.matching} match the criteria now; saving enrolls none of them.`] : []),
  ];
  return {
    flowId,
    revisionId,
    appliesTo,
    inside,
    pausedBy,
    actions,
    complete: isComplete,
    leaving: left,
    diff: {
      flow: [...diff.flow],
      actions: diff.actions.map((each) => ({ ...each, changes: [...each.changes] })),
      text: diff.text,
      sentences: [...diff.sentences],
    },
    matching: matching && { ...matching, sample: [...matching.sample] },
    text: lines.join('\n'),
  };
}

function presentStanding(standing: StandingAfter): Answer['actions'][number] {
  const { actionId, actionType, change, waiting, paused, setAside, oldestSince, fates } = standing;
  const aside = setAside === 0 ? '' : `; ${setAside} fell due in a pause`;
  return {
    actionId,
    actionType,
    sentence: standing.sentence,
    change,
    waiting,
    paused,
    setAside,
    oldestSince: oldestSince === null ? null : iso(oldestSince),
    becomes: fates.map(presentFate),
    text: `${waiting} at ${actionId === null ? 'the end' : `action ${actionId} (${actionType})`}: ${fates.map(sentence).join(', ')}${aside}.`,
  };
}

function presentFate({
  fate,
  count,
  paused,
  until,
  shown,
}: Gathered): Answer['actions'][number]['becomes'][number] {
  return {
    what: fate.kind,
    count,
    ...(paused === 0 ? {} : { paused }),
    ...('actionId' in fate && fate.actionId !== null ? { actionId: fate.actionId } : {}),
    ...(until ? { until: { earliest: iso(until.earliest), latest: iso(until.latest) } } : {}),
    ...('reason' in fate ? { reason: fate.reason } : {}),
    sample: [...shown],
  };
}

function sentence({ fate, count, paused, until }: Gathered): string {
  const held = paused === 0 ? '' : ` (${paused === count ? 'paused' : `${paused} of them paused`})`;
  return `${count} ${count === 1 ? SINGULAR[fate.kind] : PLURAL[fate.kind]}${rest(fate, until)}${held}`;
}

const PLURAL: Readonly<Record<Fate['kind'], string>> = {
  GOES_ON_NOW: 'go on now',
  WAITS_UNTIL: 'wait until',
  MOVES_TO: 'move to action',
  ENDS: 'end:',
  IS_SKIPPED: 'skip it:',
  IS_HELD: 'are held:',
  STAYS: 'stay as they are',
  UNKNOWN: 'cannot be told beforehand',
};

const SINGULAR: Readonly<Record<Fate['kind'], string>> = {
  GOES_ON_NOW: 'goes on now',
  WAITS_UNTIL: 'waits until',
  MOVES_TO: 'moves to action',
  ENDS: 'ends:',
  IS_SKIPPED: 'skips it:',
  IS_HELD: 'is held:',
  STAYS: 'stays as it is',
  UNKNOWN: 'cannot be told beforehand',
};

function rest(fate: Fate, until: Gathered['until']): string {
  switch (fate.kind) {
    case 'WAITS_UNTIL': {
      const { earliest, latest } = until!;
      return earliest === latest ? ` ${iso(earliest)}` : ` between ${iso(earliest)} and ${iso(latest)}`;
    }
    case 'MOVES_TO':
      return ` ${fate.actionId}`;
    case 'ENDS':
    case 'IS_SKIPPED':
    case 'IS_HELD':
      return ` ${inside(sayReason(fate.reason))}`;
    default:
      return '';
  }
}

function records(count: number): string {
  return count === 1 ? '1 record is' : `${count} records are`;
}

function reasons(byReason: Readonly<Record<string, number>>): string {
  return Object.entries(byReason)
    .map(([reason, count]) => `${count}, since ${inside(sayReason(reason))}`)
    .join('; ');
}

/** Words that head a line elsewhere, within a sentence. */
function inside(words: string): string {
  return words.charAt(0).toLowerCase() + words.slice(1);
}
