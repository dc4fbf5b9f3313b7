import { joined, sayEnd } from '@millrace/core/sentences';
import { useMutation, useQuery } from '@tanstack/react-query';
import { CircleAlert, CircleCheck, CircleDashed, Play } from 'lucide-react';
import { useState } from 'react';
import { call } from '../../api/index.ts';
import { Button, FailureNote, Instant, Switch } from '../../kit/index.ts';
import { useWords } from '../canvas/index.ts';
import { Pick } from '../fields/index.ts';
import { actionOf, printRaw, textAt } from '../raw/index.ts';
import { sentenceOf, textOf } from '../say/index.ts';
import { useEditor, useEditorState } from '../state/index.ts';
import styles from './test-panel.module.css';

/** Records that are offered. */
const OFFERED = 50;

/** Runs the flow as it stands here, unsaved edits included, for one record: what would happen, and when. Nothing is written. */
export function TestPanel() {
  const editor = useEditor();
  const { plural } = useWords();
  const objectTypeId = useEditorState(({ history }) => textAt(history.raw, 'objectTypeId'));
  const [objectId, setObjectId] = useState('');
  const [isForced, setForced] = useState(true);
  const records = useQuery({
    queryKey: ['test-records', objectTypeId],
    queryFn: ({ signal }) =>
      call(
        'POST /crm/v3/objects/{objectType}/search',
        { path: { objectType: objectTypeId }, body: { limit: OFFERED } },
        signal,
      ),
  });
  const run = useMutation({
    mutationFn: () =>
      call('POST /millrace/v1/flows/simulate', {
        body: printRaw({
          flow: { ...editor.raw, isEnabled: true },
          objectId,
          entry: 'MANUAL',
          evenIfRefused: isForced,
        }) as never,
      }),
    onSuccess: ({ steps }) => editor.set({ path: steps.map(({ actionId }) => actionId) }),
  });
  const options = (records.data?.results ?? []).map(({ id, properties }) => ({
    id,
    name: nameOf(properties) || `Record ${id}`,
    hint: properties['email'] ?? id,
  }));
  return (
    <div className={styles['test']}>
      <Pick
        label="Record"
        description={`One of the ${plural}, or an id.`}
        options={options}
        value={objectId}
        onChange={setObjectId}
        takesAny
        placeholder="Choose a record"
        problem={undefined}
      />
      <Switch isSelected={isForced} onChange={setForced}>
        Even if it would not come in
      </Switch>
      <Button
        kind="primary"
        icon={Play}
        onPress={() => run.mutate()}
        isPending={run.isPending}
        reason={objectId === '' ? 'Choose a record first.' : undefined}
      >
        Run
      </Button>
      {run.error && <FailureNote error={run.error} />}
      {run.data && <Result result={run.data} />}
    </div>
  );
}

function nameOf(properties: Readonly<Record<string, string | null>>): string {
  const { firstname, lastname, name, dealname, subject } = properties as Record<
    string,
    string | null | undefined
  >;
  return name ?? dealname ?? subject ?? [firstname, lastname].filter(Boolean).join(' ');
}

type Simulation = Awaited<ReturnType<typeof call<'POST /millrace/v1/flows/simulate'>>>;

const ICONS = { SUCCEEDED: CircleCheck, FAILED: CircleAlert, SKIPPED: CircleDashed };

function Result({ result }: { readonly result: Simulation }) {
  const editor = useEditor();
  const { names } = useWords();
  const refused = result.rules.filter(({ verdict }) => verdict === 'FAILED');
  return (
    <>
      {refused.map(({ rule, message }) => (
        <p key={rule} className={styles['refused']}>
          {message}
        </p>
      ))}
      <ol className={styles['steps']}>
        {result.steps.map(({ number, actionId, at, outcome, reason }) => {
          const Icon = ICONS[outcome];
          const action = actionOf(editor.raw, actionId);
          return (
            <li key={number}>
              <button
                type="button"
                className={styles['step']}
                onClick={() => editor.reveal(actionId, { isTest: true })}
              >
                <Icon aria-hidden size={16} className={styles[outcome]} />
                <span className={styles['words']}>
                  <span>
                    #{actionId} {action ? textOf(sentenceOf(action, editor.raw, names)) : ''}
                  </span>
                  <span className={styles['at']}>
                    <Instant at={at} /> {reason && `· ${reason}`}
                  </span>
                </span>
              </button>
            </li>
          );
        })}
      </ol>
      <p className={styles['end']}>{endText(result.end)}</p>
    </>
  );
}

/** Why it stops there: how a passage ends in a sentence, anything else as the server says it. */
function endText({ kind, status, reason, message }: Simulation['end']): string {
  return kind === 'ENDED' && status !== null ? `${joined(sayEnd({ status, reason }))}.` : message;
}
