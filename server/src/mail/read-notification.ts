/** What came of a mail later than the mail server took it. */
export interface MailReport {
  readonly kind: 'bounced' | 'complained';
  /** Which mail, with its angle brackets; undefined when the report does not say. */
  readonly messageId?: string | undefined;
  /** To whom; it is asked when no mail is named. */
  readonly recipient?: string | undefined;
  /** As RFC 3463 writes it, such as `5.1.1`. */
  readonly status?: string | undefined;
  /** Whether the address takes no mail at all, where no status says it. */
  readonly type?: 'HARD' | 'SOFT' | undefined;
}

/** Longer notifications are cut: what they say stands at their beginning, what they send back behind it. */
export const NOTIFICATION_CHARACTERS_MAX = 200_000;

/**
 * Reads a notification that came by mail, as it came: a delivery report (RFC 3464), one for each recipient that failed for good, or a
 * complaint (RFC 5965). Nothing when it is neither, or tells of a delay. The Message-ID is the last that stands there: the first is its own.
 */
export function readNotification(text: string): MailReport[] {
  const lines = text
    .slice(0, NOTIFICATION_CHARACTERS_MAX)
    .replaceAll('\r\n', '\n')
    .replace(/\n[ \t]+/g, ' ')
    .split('\n');
  const values = (name: string) =>
    lines.flatMap((line) =>
      line.toLowerCase().startsWith(`${name}:`) ? [line.slice(name.length + 1).trim()] : [],
    );
  const ids = values('message-id').flatMap((value) => /<[^<>\s]+>/.exec(value)?.[0] ?? []);
  const messageId = ids.length > 1 ? ids.at(-1) : undefined;
  if (values('feedback-type').some((type) => /^abuse$/i.test(type)))
    return [{ kind: 'complained', messageId, recipient: addressIn(values('original-rcpt-to')[0]) }];
  return reportsIn(lines, messageId);
}

/** A delivery report says of each recipient in a block of its own what was done. */
function reportsIn(lines: readonly string[], messageId: string | undefined): MailReport[] {
  const reports: MailReport[] = [];
  let recipient: string | undefined;
  let action = '';
  let status: string | undefined;
  const endBlock = () => {
    if (action === 'failed') reports.push({ kind: 'bounced', messageId, recipient, status });
    [recipient, action, status] = [undefined, '', undefined];
  };
  for (const line of lines) {
    const [, name = '', value = ''] = /^(final-recipient|action|status):\s*(.*)$/i.exec(line) ?? [];
    switch (name.toLowerCase()) {
      case 'final-recipient':
        recipient = addressIn(value.split(';').at(-1));
        break;
      case 'action':
        action = value.trim().toLowerCase();
        break;
      case 'status':
        status = /[245]\.\d{1,3}\.\d{1,3}/.exec(value)?.[0];
        break;
      default:
        if (line === '') endBlock();
    }
  }
  endBlock();
  return reports;
}

function addressIn(value: string | undefined): string | undefined {
  return value
    ?.trim()
    .replace(/^<(.*)>$/, '$1')
    .toLowerCase();
}
