import { Copy } from 'lucide-react';
import { Button, Dialog, toast } from '../../kit/index.ts';
import styles from './form.module.css';

interface ShownOnceProps {
  readonly title: string;
  readonly secret: string;
  readonly onClose: () => void;
}

/** What the server says once and keeps only a hash of. */
export function ShownOnce({ title, secret, onClose }: ShownOnceProps) {
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(secret);
      toast({ tone: 'ok', text: 'Copied.' });
    } catch {
      toast({
        tone: 'failed',
        text: 'The browser does not let it be copied: select it, and copy it by hand.',
      });
    }
  };
  return (
    <Dialog
      title={title}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button icon={Copy} onPress={() => void copy()}>
            Copy
          </Button>
          <Button kind="primary" onPress={onClose}>
            I have kept it
          </Button>
        </>
      }
    >
      <div className={styles['once']}>
        <p className={styles['soft']}>It is shown now and never again.</p>
        <p className={styles['secret']}>{secret}</p>
      </div>
    </Dialog>
  );
}
