import { Label, Radio, RadioGroup } from 'react-aria-components';
import type { Preview } from '../../api/index.ts';
import styles from './whom.module.css';

/** Whether those who meet the filters already come in, too: by itself a flow looks at what happens from then on. */
export type Whom = 'FROM_NOW_ON' | 'WHO_MATCH_NOW';

interface WhomChoiceProps {
  readonly preview: Preview;
  readonly value: Whom;
  readonly onChange: (whom: Whom) => void;
}

export function WhomChoice({ preview, value, onChange }: WhomChoiceProps) {
  const { matching, wouldEnroll, alreadyActive, enrolledBefore, refused } = preview;
  const others = [
    alreadyActive > 0 && `${alreadyActive} inside already`,
    enrolledBefore > 0 && `${enrolledBefore} inside before`,
    refused > 0 && `${refused} kept out`,
  ].filter((each) => each !== false);
  const rest = others.length > 0 ? `: ${others.join(', ')}` : '';
  if (wouldEnroll === 0)
    return (
      <p className={styles['quiet']}>
        {matching === 0
          ? 'Nobody matches now.'
          : `${matching} match now, and nobody of them would come in${rest}.`}
      </p>
    );
  const isOne = wouldEnroll === 1;
  return (
    <RadioGroup value={value} onChange={(to) => onChange(to as Whom)} className={styles['whom'] ?? ''}>
      <Label className={styles['title'] ?? ''}>
        {matching === 1 ? '1 matches' : `${matching} match`} now: enroll {matching === 1 ? 'it' : 'them'}?
      </Label>
      <Radio value="FROM_NOW_ON" className={styles['radio'] ?? ''}>
        No, only who comes from now on
      </Radio>
      <Radio value="WHO_MATCH_NOW" className={styles['radio'] ?? ''}>
        Yes, enroll {isOne ? 'it' : `these ${wouldEnroll}`}, too
        {others.length > 0 && <span className={styles['quiet']}> ({others.join(', ')})</span>}
      </Radio>
    </RadioGroup>
  );
}
