import type { DatabaseAddress } from '../../../server/src/platform/index.ts';
import { seedContacts } from '../../engine/seed.ts';
import { openMillrace } from '../../place/millrace.ts';
import { seedStanding } from '../sides/seed-standing.ts';

const PARAGRAPH =
  '<p>Dear {{ contact.firstname | default("friend") }} of {{ contact.company }},</p><p>the engine has learned to send mail. ' +
  'It is told whom to write to, and what became of it is known a moment later. {% if contact.lifecyclestage == "lead" %}' +
  'You are new here: welcome.{% endif %}</p>';

const EMAIL = {
  name: 'Bench',
  subject: 'News for {{ contact.firstname }}',
  from: { fromName: 'Engines', replyTo: 'news@engines.example' },
  subscriptionDetails: { subscriptionId: '1' },
  content: {
    widgets: {
      body: { body: { html: PARAGRAPH.repeat(5) } },
      links: {
        body: {
          html: '<p><a href="https://engines.example/shop">The shop</a> <a href="{{ unsubscribe_link }}">Unsubscribe</a></p>',
        },
      },
    },
  },
};

/** A database of contacts who all stand at the sending of a mail: one effect each, which nobody has begun. */
export async function seedMails(address: DatabaseAddress, count: number): Promise<void> {
  const millrace = await openMillrace(address);
  try {
    const email = await millrace.call('POST', '/marketing/v3/emails', EMAIL);
    await millrace.publish(email.id);
    const sending = { type: 'SINGLE_CONNECTION', actionTypeVersion: 0, actionTypeId: '0-4' };
    const action = { ...sending, fields: { content_id: email.id } };
    await seedStanding(millrace, action, await seedContacts(millrace, count));
  } finally {
    await millrace.close();
  }
}
