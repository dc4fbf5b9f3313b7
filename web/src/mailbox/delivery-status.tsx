import { CircleCheck, Inbox, Undo2 } from 'lucide-react';
import type { Mail } from '../api/index.ts';
import { Status } from '../kit/index.ts';

const DELIVERIES = {
  sent: { tone: 'ok', icon: CircleCheck, word: 'Sent', title: 'Handed over to the mail server' },
  captured: { tone: 'waiting', icon: Inbox, word: 'Captured', title: 'Kept here: no mail server is set' },
  bounced: { tone: 'failed', icon: Undo2, word: 'Bounced', title: 'The receiver has sent it back' },
} as const;

export function DeliveryStatus({ delivery }: Pick<Mail, 'delivery'>) {
  const { tone, icon, word, title } = DELIVERIES[delivery];
  return (
    <Status tone={tone} icon={icon} title={title}>
      {word}
    </Status>
  );
}
