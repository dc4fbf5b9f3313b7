import { CloudOff } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useStanding } from '../api/index.ts';
import styles from './live-sign.module.css';

/** A server that restarts is back sooner, and nobody need know of it. */
const LATE_MS = 3_000;

/** Says quietly that what is shown may be old, while the server does not tell of changes; it goes by itself. */
export function LiveSign() {
  const isCut = useStanding() === 'cut';
  const [isLate, setLate] = useState(false);
  useEffect(() => {
    setLate(false);
    if (!isCut) return;
    const timer = setTimeout(() => setLate(true), LATE_MS);
    return () => clearTimeout(timer);
  }, [isCut]);
  return (
    <div role="status" className={styles['place']}>
      {isCut && isLate && (
        <p className={styles['sign']}>
          <CloudOff aria-hidden size={14} />
          The server is out of reach. What you see may be old; it is looked for again.
        </p>
      )}
    </div>
  );
}
