import { useMutation, useQuery } from '@tanstack/react-query';
import { Save } from 'lucide-react';
import { useState } from 'react';
import { call, query, queryClient, type Retention } from '../../api/index.ts';
import {
  Button,
  Card,
  FailureNote,
  Loaded,
  Select,
  SkeletonRows,
  TextField,
  toast,
} from '../../kit/index.ts';
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

/** What becomes of it then. */
const DISPOSALS = [
  { id: 'DELETE', name: 'then deleted' },
  { id: 'ARCHIVE', name: 'then archived' },
] as const;

type Disposal = (typeof DISPOSALS)[number]['id'];

/** A setting as it is typed. */
interface Typed {
  readonly days: string;
  readonly disposal: Disposal;
}

const kept = query('GET /millrace/v1/retention', {});

function RetentionForm() {
  const found = useQuery(kept);
  return (
    <Card
      title="Retention"
      lead="For how many days history is kept; what is empty is kept for ever. What is archived moves to tables of its own, out of the way."
    >
      <Loaded query={found} skeleton={<SkeletonRows rows={7} />}>
        {(data) => <Form before={data} />}
      </Loaded>
    </Card>
  );
}

function Form({ before }: { readonly before: Retention }) {
  const [typed, setTyped] = useState(() => typedOf(before));
  const change = (kind: Kind, part: Partial<Typed>) =>
    setTyped((old) => ({ ...old, [kind]: { ...old[kind], ...part } }));
  const save = useMutation({
    mutationFn: () =>
      call('PUT /millrace/v1/retention', {
        body: Object.fromEntries(KEPT.map(([kind]) => [kind, settingOf(typed[kind])])),
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
        <div key={kind} className={styles['kept']}>
          <TextField
            label={name}
            value={typed[kind].days}
            onChange={(days) => change(kind, { days })}
            placeholder="for ever"
            inputMode="numeric"
            description={heldText(before[kind].heldBy.length)}
          />
          {!isForEver(typed[kind]) && (
            <Select
              label={`What becomes of it then: ${name}`}
              labelling="inline"
              choices={DISPOSALS}
              value={typed[kind].disposal}
              onChange={(disposal) => change(kind, { disposal })}
            />
          )}
        </div>
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

function typedOf(before: Retention): Readonly<Record<Kind, Typed>> {
  const each = ({ days, disposal }: Retention[Kind]): Typed => ({ days: String(days ?? ''), disposal });
  return Object.fromEntries(KEPT.map(([kind]) => [kind, each(before[kind])])) as Record<Kind, Typed>;
}

function isForEver({ days }: Typed): boolean {
  return days.trim() === '';
}

function settingOf(typed: Typed) {
  return isForEver(typed) ? null : { days: Number(typed.days), disposal: typed.disposal };
}

function heldText(count: number): string | undefined {
  if (count === 0) return undefined;
  return `${count === 1 ? 'One flow or list reads' : `${count} flows and lists read`} it, and what they need is kept longer.`;
}
