import { useMutation, useQuery } from '@tanstack/react-query';
import { Save } from 'lucide-react';
import { useState } from 'react';
import { ApiFailure, call, query, queryClient, type Settings, useSession } from '../../api/index.ts';
import {
  Button,
  Card,
  Checkbox,
  Facts,
  FailureNote,
  Loaded,
  Select,
  SkeletonRows,
  TextField,
  toast,
} from '../../kit/index.ts';
import styles from './form.module.css';
import type { Section } from './section.ts';

export const account: Section = { id: 'account', name: 'Account', Content: Account };

const settings = query('GET /millrace/v1/settings', {});

function Account() {
  const found = useQuery(settings);
  const { version, mode, smtp, outgoing, accountId } = useSession();
  return (
    <>
      <Card title="Account">
        <Loaded query={found} skeleton={<SkeletonRows rows={4} />}>
          {(data) => <Form key={data.updatedAt} settings={data} />}
        </Loaded>
      </Card>
      <Card title="Server">
        <Facts
          facts={[
            ['Account id', accountId],
            ['Version', version],
            ['Mode', mode === 'development' ? 'development: the clock can be moved' : 'production'],
            ['Mails', smtp === 'SET' ? 'go out' : 'are captured in the mailbox'],
            ['Requests to others', outgoing === 'SENT' ? 'go out' : 'are captured in the outbox'],
          ]}
        />
      </Card>
    </>
  );
}

const ZONES = Intl.supportedValuesOf('timeZone').map((id) => ({ id, name: id.replaceAll('_', ' ') }));

const CURRENCY_NAMES = new Intl.DisplayNames('en', { type: 'currency' });
const CURRENCIES = Intl.supportedValuesOf('currency').map((id) => ({
  id,
  name: `${id} · ${CURRENCY_NAMES.of(id) ?? id}`,
}));

function Form({ settings: before }: { readonly settings: Settings }) {
  const [name, setName] = useState(before.name);
  const [timeZone, setZone] = useState(before.timeZone);
  const [currency, setCurrency] = useState(before.currency);
  const [email, setEmail] = useState(before.email);
  const save = useMutation({
    mutationFn: () => {
      const { trackOpens, trackClicks, marketingContactsOnly } = email;
      const mails = { trackOpens, trackClicks, marketingContactsOnly };
      return call('PATCH /millrace/v1/settings', { body: { name, timeZone, currency, email: mails } });
    },
    onSuccess: async () => {
      toast({ tone: 'ok', text: 'Settings saved.' });
      await queryClient.invalidateQueries();
    },
  });
  const problem = (member: string) =>
    save.error instanceof ApiFailure
      ? save.error.errors.find((error) => error.in === member)?.message
      : undefined;
  const currencies = CURRENCIES.some(({ id }) => id === currency)
    ? CURRENCIES
    : [{ id: currency, name: currency }, ...CURRENCIES];
  const zones = ZONES.some(({ id }) => id === timeZone)
    ? ZONES
    : [{ id: timeZone, name: timeZone }, ...ZONES];
  return (
    <form
      className={styles['form']}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <TextField label="Name" value={name} onChange={setName} problem={problem('name')} />
      <Select
        label="Time zone"
        description="Delays until a time, schedules and dates follow it."
        choices={zones}
        value={timeZone}
        onChange={setZone}
        problem={problem('timeZone')}
      />
      <Select
        label="Currency"
        description="Amounts are shown in it."
        choices={currencies}
        value={currency}
        onChange={setCurrency}
        problem={problem('currency')}
      />
      <fieldset className={styles['group']}>
        <legend>Marketing emails</legend>
        <Checkbox
          isSelected={email.trackOpens}
          onChange={(trackOpens) => setEmail((old) => ({ ...old, trackOpens }))}
        >
          Note who opens them
        </Checkbox>
        <Checkbox
          isSelected={email.trackClicks}
          onChange={(trackClicks) => setEmail((old) => ({ ...old, trackClicks }))}
        >
          Note who clicks a link
        </Checkbox>
        <Checkbox
          isSelected={email.marketingContactsOnly}
          onChange={(marketingContactsOnly) => setEmail((old) => ({ ...old, marketingContactsOnly }))}
        >
          Only to marketing contacts
        </Checkbox>
      </fieldset>
      {save.error && <FailureNote error={save.error} />}
      <div>
        <Button kind="primary" type="submit" icon={Save} isPending={save.isPending}>
          Save
        </Button>
      </div>
    </form>
  );
}
