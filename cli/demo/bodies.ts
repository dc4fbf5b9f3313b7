/** The form that the flow of `examples/form-ticket-email.json` waits for. */
export const DEMO_FORM_ID = '5d1f0c3a-6c0e-4a6e-9b7a-3f6b8a2f1c11';
/** The email that it sends: the first that an account is given. */
export const DEMO_EMAIL_ID = '70010001';

/** The form that a visitor fills in. */
export function demoForm() {
  const text = (name: string, label: string, fieldType: string) => ({
    objectTypeId: '0-1',
    name,
    label,
    fieldType,
    required: name === 'email',
    hidden: false,
  });
  return {
    id: DEMO_FORM_ID,
    name: 'Ask for a demo',
    formType: 'hubspot',
    fieldGroups: [
      {
        groupType: 'default_group',
        richTextType: 'text',
        fields: [text('email', 'Email', 'email'), text('firstname', 'First name', 'single_line_text')],
      },
    ],
  };
}

/** The email that greets whoever has filled it in. */
export function demoEmail() {
  return {
    name: 'Demo follow-up',
    subject: "Your demo, {{ personalization_token('contact.firstname', 'friend') }}",
    from: { fromName: 'Millrace', replyTo: 'hello@millrace.example' },
    content: {
      widgets: {
        body: {
          type: 'module',
          body: {
            html: '<p>Hello {{ contact.firstname }},</p><p>thank you for asking. We will show {{ company.name }} around tomorrow.</p>',
          },
        },
      },
    },
  };
}
