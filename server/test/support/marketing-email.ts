import type { MarketingEmail } from '../../src/mail/index.ts';

/** A published email for tests. */
export function sampleEmail(changed: Partial<MarketingEmail> = {}): MarketingEmail {
  return {
    id: '70010001',
    name: 'Welcome',
    state: 'AUTOMATED',
    subject: 'Hello {{ contact.firstname | default("there") }}',
    content: {
      widgets: { body: { body: { html: '<p>Dear {{ contact.firstname }} of {{ company.name }}</p>' } } },
    },
    from: { fromName: 'Team', replyTo: 'team@example.com' },
    subscriptionId: null,
    definition: {},
    draft: null,
    createdAt: 0,
    updatedAt: 0,
    publishedAt: 0,
    archivedAt: null,
    createdBy: null,
    updatedBy: null,
    ...changed,
  };
}
