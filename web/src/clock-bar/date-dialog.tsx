import { useState } from 'react';
import { Button, Dialog, instantOf, localText, TextField } from '../kit/index.ts';

interface DateDialogProps {
  readonly now: number;
  readonly zone: string;
  readonly onClose: () => void;
  /** Is given an instant. */
  readonly onChoose: (to: string) => void;
}

/** Which date and time the clock goes on to, on the wall clock of the account. */
export function DateDialog({ now, zone, onClose, onChoose }: DateDialogProps) {
  const [local, setLocal] = useState(localText(now, zone));
  const at = instantOf(local, zone);
  const problem =
    at === undefined
      ? 'Write a date and a time.'
      : at < now - MINUTE_MS
        ? 'The clock moves forward only.'
        : undefined;
  return (
    <Dialog
      title="Move the clock to"
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button
            kind="primary"
            reason={problem}
            onPress={() => at !== undefined && onChoose(new Date(Math.max(at, now)).toISOString())}
          >
            Move
          </Button>
        </>
      }
    >
      <TextField
        label="Date and time"
        type="datetime-local"
        value={local}
        onChange={setLocal}
        description={`In ${zone}. All that falls due on the way happens, each at its own time.`}
        problem={problem}
      />
    </Dialog>
  );
}

const MINUTE_MS = 60_000;
