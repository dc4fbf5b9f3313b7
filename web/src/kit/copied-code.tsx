import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import styles from './copied-code.module.css';
import { toast } from './toast.tsx';

interface CopiedCodeProps {
  readonly code: string;
  /** What it is, for who does not see it: "Copy the id". */
  readonly label: string;
}

/** How long it says that it is copied. */
const SAID_MS = 1_500;

/** An id or a code as it is, that a click copies. */
export function CopiedCode({ code, label }: CopiedCodeProps) {
  const [isCopied, setCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => setCopied(false), SAID_MS);
    return () => clearTimeout(timer);
  }, [isCopied]);
  const copy = () =>
    navigator.clipboard.writeText(code).then(
      () => setCopied(true),
      () =>
        toast({
          tone: 'failed',
          text: 'The browser does not let it be copied: select it, and copy it by hand.',
        }),
    );
  const Icon = isCopied ? Check : Copy;
  return (
    <button type="button" className={styles['code']} title={label} onClick={() => void copy()}>
      <code>{code}</code>
      <Icon aria-hidden size={12} className={styles['icon']} />
      <span className={styles['silent']} role="status">
        {isCopied ? 'Copied' : ''}
      </span>
    </button>
  );
}
