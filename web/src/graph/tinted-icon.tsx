import { Zap } from 'lucide-react';
import { TRIGGER } from '../layout/index.ts';
import { groupOf, iconOf } from './icons.ts';
import styles from './tint.module.css';

/** The icon of a type of action in the tint of its group; the trigger has its own. */
export function TintedIcon({ typeId }: { readonly typeId: string }) {
  const isTrigger = typeId === TRIGGER;
  const Icon = isTrigger ? Zap : iconOf(typeId);
  return (
    <span data-grip className={`${styles['tint']} ${styles[isTrigger ? 'TRIGGER' : groupOf(typeId)]}`}>
      <Icon aria-hidden size={16} />
    </span>
  );
}
