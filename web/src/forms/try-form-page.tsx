import { useMutation, useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { CircleCheck, Send } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { call, type Form, query, queryClient, useSession } from '../api/index.ts';
import { Button, Card, FailureNote, Loaded, Page, Select, SkeletonRows, TextField } from '../kit/index.ts';
import { soughtForm } from './sought-form.tsx';
import styles from './try-form-page.module.css';

/** The form as the public sees it, submitted as the public submits it: what follows is real. */
export function TryFormPage() {
  const { formId } = useParams({ from: '/signed-in/forms/$formId/try' });
  const form = useQuery(query('GET /marketing/v3/forms/{formId}', { path: { formId }, query: {} }));
  return (
    <Page
      title={form.data?.name ?? 'Form'}
      lead={
        form.data && (
          <p>
            As the public sees it. What is submitted here is real: contacts are written, and flows begin.{' '}
            <Link to="/forms/$formId" params={{ formId }}>
              Back to the form
            </Link>
          </p>
        )
      }
    >
      <div className={styles['sheet']}>
        <Card fill="padded">
          <Loaded query={form} skeleton={<SkeletonRows rows={4} />} sought={soughtForm(formId)}>
            {(found) => <Fill form={found} />}
          </Loaded>
        </Card>
      </div>
    </Page>
  );
}

function Fill({ form }: { readonly form: Form }) {
  const { accountId } = useSession();
  const [values, setValues] = useState<Readonly<Record<string, string>>>({});
  const fields = form.fieldGroups.flatMap((group) => group.fields).filter(({ hidden }) => !hidden);
  const submit = useMutation({
    mutationFn: () =>
      call('POST /submissions/v3/integration/submit/{portalId}/{formGuid}', {
        path: { portalId: accountId, formGuid: form.id },
        body: {
          fields: fields.map(({ name, objectTypeId }) => ({ objectTypeId, name, value: values[name] ?? '' })),
          context: { pageUri: location.href, pageName: document.title },
        },
      }),
    onSuccess: () => queryClient.invalidateQueries(),
  });
  if (submit.data)
    return (
      <div className={styles['done']} role="status">
        <CircleCheck aria-hidden size={28} />
        <p>
          {'inlineMessage' in submit.data
            ? submit.data.inlineMessage
            : `Would lead on to ${submit.data.redirectUri}`}
        </p>
        <Button
          onPress={() => {
            setValues({});
            submit.reset();
          }}
        >
          Submit another one
        </Button>
      </div>
    );
  const send = (event: FormEvent) => {
    event.preventDefault();
    submit.mutate();
  };
  return (
    <form className={styles['form']} onSubmit={send}>
      {fields.map(({ name, label, required, fieldType, options }) =>
        options && options.length > 0 ? (
          <Select
            key={name}
            label={label || name}
            choices={options.map((option) => ({ id: option.value, name: option.label }))}
            value={values[name]}
            onChange={(value) => setValues((old) => ({ ...old, [name]: value }))}
          />
        ) : (
          <TextField
            key={name}
            label={label || name}
            isRequired={required}
            type={fieldType === 'email' ? 'email' : 'text'}
            value={values[name] ?? ''}
            onChange={(value) => setValues((old) => ({ ...old, [name]: value }))}
            {...(fieldType === 'multi_line_text' ? { rows: 4 } : {})}
          />
        ),
      )}
      {submit.error && <FailureNote error={submit.error} />}
      <Button kind="primary" type="submit" icon={Send} isPending={submit.isPending}>
        Submit
      </Button>
    </form>
  );
}
