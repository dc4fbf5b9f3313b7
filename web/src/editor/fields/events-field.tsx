import { objectsAt } from '../../flow-body/index.ts';
import { EventList } from '../criteria/index.ts';
import type { Field } from './field.ts';
import styles from './fields.module.css';

/** Events of which any one counts. */
export const Events: Field = ({ member, value, onChange, problem }) => (
  <fieldset className={styles['group']}>
    <legend className={styles['legend']}>{member.label}</legend>
    {member.help && <span className={styles['description']}>{member.help}</span>}
    <EventList events={objectsAt(value)} onChange={onChange} />
    {problem && <span className={styles['problem']}>{problem}</span>}
  </fieldset>
);
