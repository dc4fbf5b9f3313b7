import { runDue } from '../../../server/src/execution/index.ts';
import type { DatabaseAddress } from '../../../server/src/platform/index.ts';
import { seedContacts } from '../../engine/seed.ts';
import { openMillrace } from '../../place/millrace.ts';

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
  const { call, services, accountId } = millrace;
  try {
    const email = await call('POST', '/marketing/v3/emails', EMAIL);
    await millrace.publish(email.id);
    const flow = await call('POST', '/automation/v4/flows', flowOf(email.id));
    const objectIds = await seedContacts(millrace, count);
    await call('POST', `/millrace/v1/flows/${flow.id}/enrollments`, { objectIds });
    const environment = { store: services.store, log: services.log };
    while ((await runDue(environment, accountId)).enrollments > 0);
  } finally {
    await millrace.close();
  }
}

function flowOf(emailId: string) {
  return {
    name: 'Bench',
    type: 'CONTACT_FLOW',
    flowType: 'WORKFLOW',
    isEnabled: true,
    objectTypeId: '0-1',
    startActionId: '1',
    actions: [
      {
        type: 'SINGLE_CONNECTION',
        actionId: '1',
        actionTypeVersion: 0,
        actionTypeId: '0-4',
        fields: { content_id: emailId },
      },
    ],
    enrollmentCriteria: { type: 'MANUAL', shouldReEnroll: false },
  };
}
