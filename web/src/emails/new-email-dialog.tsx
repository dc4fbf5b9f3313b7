import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { call, queryClient } from '../api/index.ts';
import { Button, Dialog, problemOf, TextField } from '../kit/index.ts';

export function NewEmailDialog({ onClose }: { readonly onClose: () => void }) {
  const [email, setEmail] = useState({ name: '', subject: '', fromName: '', replyTo: '', html: '' });
  const navigate = useNavigate();
  const { name, subject, fromName, replyTo, html } = email;
  const set = (member: keyof typeof email) => (value: string) =>
    setEmail((old) => ({ ...old, [member]: value }));
  const make = useMutation({
    mutationFn: () =>
      call('POST /marketing/v3/emails', {
        body: {
          name,
          subject,
          from: { fromName, replyTo },
          content: { widgets: { body: { type: 'module', body: { html } } } },
        },
      }),
    onSuccess: async ({ id }) => {
      onClose();
      await queryClient.invalidateQueries({ queryKey: ['emails'] });
      await navigate({ to: '/emails/$emailId', params: { emailId: id } });
    },
  });
  return (
    <Dialog
      title="New email"
      size="large"
      isOpen
      failure={make.error}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button
            kind="primary"
            icon={Plus}
            onPress={() => make.mutate()}
            isPending={make.isPending}
            reason={name.trim() === '' ? 'Give it a name first.' : undefined}
          >
            Create email
          </Button>
        </>
      }
    >
      <TextField label="Name" value={name} onChange={set('name')} problem={problemOf(make.error, 'name')} />
      <TextField
        label="Subject"
        value={subject}
        onChange={set('subject')}
        placeholder="Hello {{ contact.firstname }}"
        problem={problemOf(make.error, 'subject')}
      />
      <TextField
        label="From"
        value={fromName}
        onChange={set('fromName')}
        problem={problemOf(make.error, 'from.fromName')}
      />
      <TextField
        label="Address that answers go to"
        type="email"
        value={replyTo}
        onChange={set('replyTo')}
        problem={problemOf(make.error, 'from.replyTo')}
      />
      <TextField
        label="Text"
        value={html}
        onChange={set('html')}
        rows={10}
        isCode
        placeholder="<p>Hello {{ contact.firstname }},</p>"
        description="HTML; what stands in braces is filled in for each contact."
        problem={problemOf(make.error, 'content.widgets.body.body.html')}
      />
    </Dialog>
  );
}
