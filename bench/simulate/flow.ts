import { action, idleFlow, setProperty, to, waitMinutes } from '../bodies/contact-flow.ts';
import { allOf, textIs } from '../bodies/filters.ts';

/** As many actions in a row: properties set, branches on filters, delays, tasks, mails and webhooks by turns. */
export function longFlow(actions: number, emailId: string) {
  const kinds = [
    () => setProperty('city', 'Bern'),
    (next: object) => ({
      type: 'LIST_BRANCH',
      listBranches: [
        { branchName: 'In Bern', filterBranch: allOf(textIs('city', 'Bern')), connection: next },
      ],
      defaultBranch: next,
    }),
    () => waitMinutes(60),
    () => action('0-3', { task_type: 'TODO', subject: 'Call {{ enrolled_object.firstname }}' }),
    () => setProperty('city', '{{ enrolled_object.firstname|upper }}'),
    () => action('0-4', { content_id: emailId }),
    () => ({ type: 'WEBHOOK', method: 'POST', webhookUrl: 'https://hooks.example.test/x', queryParams: [] }),
    () => action('0-33', { template: '{{ concat(enrolled_object.city, "!") }}' }),
  ];
  return idleFlow(
    'A long flow',
    Array.from({ length: actions }, (_, index) => {
      const next = index + 1 < actions ? to(index + 2) : undefined;
      const made = kinds[index % kinds.length]!(next ?? {});
      const leads = next && !('listBranches' in made) ? { connection: next } : {};
      return { actionId: String(index + 1), ...made, ...leads };
    }),
  );
}
