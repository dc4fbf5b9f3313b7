import { joined, type Names, sayAction, sayOutcome, typeName } from '@millrace/core/sentences';
import { ChevronDown, CircleCheck, CircleMinus, CircleX } from 'lucide-react';
import { memo } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import type { Effect, Passage, Step } from '../api/index.ts';
import { actionOf, type RawFlow } from '../flow-body/index.ts';
import { Sentence, TintedIcon } from '../graph/index.ts';
import type { Entry } from './entries.ts';
import styles from './passage.module.css';
import { StepDetails } from './step-details.tsx';
import { At } from './timeline-at.tsx';
import { WrittenLines } from './written-lines.tsx';

interface StepRowProps {
  readonly passage: Passage;
  readonly entry: Extract<Entry, { readonly kind: 'STEP' }>;
  readonly flow: RawFlow | undefined;
  readonly names: Names;
  readonly effects: readonly Effect[];
  readonly isOpen: boolean;
  readonly onOpen: (isOpen: boolean) => void;
}

const OUTCOMES = {
  SUCCEEDED: { icon: CircleCheck, word: 'Done' },
  FAILED: { icon: CircleX, word: 'Failed' },
  SKIPPED: { icon: CircleMinus, word: 'Skipped' },
} as const;

/** One step: what its action is, what came of it, what it wrote; more when it is opened. */
export const StepRow = memo(
  function StepRow({ passage, entry, flow, names, effects, isOpen, onOpen }: StepRowProps) {
    const { step, written } = entry;
    const { number, actionId, actionTypeId, outcome, at } = step;
    const action = flow && actionOf(flow, actionId);
    const { icon: Icon, word } = OUTCOMES[outcome];
    const said = joined(sayOutcome(step, names)).replace(/^Done(: )?/, '');
    const own = effects.filter((effect) => isOf(effect, step));
    return (
      <li className={`${styles['entry']} ${isOpen ? styles['open'] : ''}`} data-step={number}>
        <span className={`${styles['dot']} ${styles[outcome]}`}>{number}</span>
        <div className={styles['words']}>
          <AriaButton className={styles['says'] ?? ''} onPress={() => onOpen(!isOpen)} aria-expanded={isOpen}>
            <TintedIcon typeId={actionTypeId} />
            <span className={styles['sentence']}>
              {action && flow ? (
                <Sentence parts={sayAction(action, flow, names)} />
              ) : actionId === '' ? (
                'The engine'
              ) : (
                (typeName({ actionTypeId }, names) ?? `Action ${actionId}`)
              )}
            </span>
            <ChevronDown aria-hidden size={14} className={styles['chevron']} />
          </AriaButton>
          {(outcome !== 'SUCCEEDED' || said !== '') && (
            <p className={`${styles['outcome']} ${styles[`${outcome}Text`]}`}>
              <Icon role="img" aria-label={word} size={13} />
              <span>{said || word}</span>
            </p>
          )}
          <WrittenLines written={written} objectTypeId={passage.objectTypeId} names={names} />
          {!isOpen && own.length > 0 && <p className={styles['quiet']}>{tried(own)}</p>}
        </div>
        <At at={at} />
        {isOpen && <StepDetails passage={passage} step={step} effects={own} names={names} />}
      </li>
    );
  },
  (before, now) =>
    before.entry === now.entry &&
    before.flow === now.flow &&
    before.names === now.names &&
    before.effects === now.effects &&
    before.isOpen === now.isOpen &&
    before.passage === now.passage,
);

/** An action may be visited more than once: an effect is of the visit that it was asked for in. */
function isOf({ actionId, createdAt }: Effect, step: Step): boolean {
  const at = Date.parse(createdAt);
  return actionId === step.actionId && at >= Date.parse(step.startedAt) && at <= Date.parse(step.at);
}

function tried(effects: readonly Effect[]): string {
  const tries = effects.reduce((sum, { attempts }) => sum + attempts, 0);
  return tries === 1 ? 'tried once' : `tried ${tries} times`;
}
