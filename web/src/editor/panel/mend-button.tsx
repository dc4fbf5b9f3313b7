import { useMutation } from '@tanstack/react-query';
import { Power, Send, Tag } from 'lucide-react';
import { call, type Finding, queryClient, useScope } from '../../api/index.ts';
import { Button, Menu, toast, toastFailure } from '../../kit/index.ts';
import { useEditor } from '../state/index.ts';
import styles from './panel.module.css';

type Mend = NonNullable<Finding['mend']>;

/** What a finding asks for, done here and now: it is asked again whether that was all. */
export function MendButton({ mend }: { readonly mend: Mend }) {
  return (
    <div className={styles['mend']}>
      {mend.kind === 'DEFINE_PROPERTY' ? <DefineProperty {...mend} /> : <AtOnce mend={mend} />}
    </div>
  );
}

function useDone(said: string) {
  const editor = useEditor();
  return {
    onSuccess: async () => {
      toast({ tone: 'ok', text: said });
      editor.set({ lints: editor.state.lints + 1 });
      await queryClient.invalidateQueries();
    },
    onError: toastFailure,
  };
}

function AtOnce({ mend }: { readonly mend: Exclude<Mend, { kind: 'DEFINE_PROPERTY' }> }) {
  const isEmail = mend.kind === 'PUBLISH_EMAIL';
  const mayDo = useScope(isEmail ? 'marketing-email' : 'automation');
  const { mutate, isPending } = useMutation({
    mutationFn: async () => {
      if (mend.kind === 'PUBLISH_EMAIL')
        await call('POST /marketing/v3/emails/{emailId}/publish', { path: { emailId: mend.emailId } });
      else await call('POST /millrace/v1/flows/{flowId}/turn-on', { path: { flowId: mend.flowId } });
    },
    ...useDone(isEmail ? 'The email is published: flows can send it.' : 'The flow is on.'),
  });
  return (
    <Button
      icon={isEmail ? Send : Power}
      onPress={() => mutate()}
      isPending={isPending}
      reason={
        mayDo
          ? undefined
          : isEmail
            ? 'This token may not publish emails: it takes the scope marketing-email.'
            : 'This token may not change flows.'
      }
    >
      {isEmail ? 'Publish the email' : 'Turn it on'}
    </Button>
  );
}

/** The types that a property is made as here; others are made in the settings. */
const TYPES = [
  { type: 'string', fieldType: 'text', name: 'Text' },
  { type: 'number', fieldType: 'number', name: 'Number' },
  { type: 'date', fieldType: 'date', name: 'Date' },
  { type: 'datetime', fieldType: 'date', name: 'Date and time' },
] as const;

function DefineProperty({ objectTypeId, name }: Extract<Mend, { kind: 'DEFINE_PROPERTY' }>) {
  const { mutate, isPending } = useMutation({
    mutationFn: async ({ type, fieldType }: (typeof TYPES)[number]) => {
      const { results } = await call('GET /crm/v3/properties/{objectType}/groups', {
        path: { objectType: objectTypeId },
      });
      await call('POST /crm/v3/properties/{objectType}', {
        path: { objectType: objectTypeId },
        body: { name, label: labelOf(name), type, fieldType, groupName: results[0]?.name ?? '' },
      });
    },
    ...useDone(`The property ${labelOf(name)} is there.`),
  });
  return (
    <Menu
      label={`Make the property ${name} as`}
      groups={[TYPES.map((each) => ({ id: each.type, name: each.name, onDo: () => mutate(each) }))]}
    >
      <Button icon={Tag} isPending={isPending}>
        Make the property…
      </Button>
    </Menu>
  );
}

/** `renewal_date` as "Renewal date". */
function labelOf(name: string): string {
  const words = name.replaceAll('_', ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
