import { useMutation, useQuery } from '@tanstack/react-query';
import { Save } from 'lucide-react';
import { useState } from 'react';
import { call, query, queryClient, type Retention } from '../../api/index.ts';
import { Button, Card, FailureNote, Loaded, SkeletonRows, TextField, toast } from '../../kit/index.ts';
import styles from './form.module.css';
import type { Section } from './section.ts';

export const retention: Section = { id: 'retention', name: 'Retention', Content: RetentionForm };

/** What is kept, by the server's name for it. */
const KEPT = [
  ['CHANGES', 'Changes of records'],
  ['EVENTS', 'Events'],
  ['STEPS', 'Steps of flows'],
  ['EFFECTS', 'Effects, with their attempts'],
  ['MAILS', 'Mails'],
  ['OUTBOX', 'Captured requests'],
  ['AUDIT', 'Audit'],
] as const;

type Kind = (typeof KEPT)[number][0];

const kept = query('GET /millrace/v1/retention', {});

function RetentionForm() {
  const found = useQuery(kept);
  return (
    <Card title="Retention" lead="For how many days history is kept; what is empty is kept for ever.">
      <Loaded query={found} skeleton={<SkeletonRows rows={7} />}>
        {(data) => <Form before={data} />}
      </Loaded>
    </Card>
  );
}

function Form({ before }: { readonly before: Retention }) {
  const [days, setDays] = useState<Readonly<Record<Kind, string>>>(
    () =>
      Object.fromEntries(KEPT.map(([kind]) => [kind, String(before[kind].days ?? '')])) as Record<
        Kind,
        string
      >,
  );
  const save = useMutation({
    mutationFn: () =>
      call('PUT /millrace/v1/retention', {
        body: Object.fromEntries(
          KEPT.map(([kind]) => [kind, days[kind].trim() === '' ? null : Number(days[kind])]),
        ),
      }),
    onSuccess: async () => {
      toast({ tone: 'ok', text: 'Retention saved.' });
      await queryClient.invalidateQueries({ queryKey: kept.queryKey });
    },
  });
  return (
    <form
      className={styles['form']}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      {KEPT.map(([kind, name]) => (
        <TextField
          key={kind}
          label={name}
          value={days[kind]}
          onChange={(value) => setDays((old) => ({ ...old, [kind]: value }))}
          placeholder="for ever"
          inputMode="numeric"
          description={heldText(before[kind].heldBy.length)}
        />
      ))}
      {save.error && <FailureNote error={save.error} />}
      <div>
        <Button kind="primary" type="submit" icon={Save} isPending={save.isPending}>
          Save
        </Button>
      </div>
    </form>
  );
}

function heldText(count: number): string | undefined {
  if (count === 0) return undefined;
  return `${count === 1 ? 'One flow or list reads' : `${count} flows and lists read`} it, and what they need is kept longer.`;
}
