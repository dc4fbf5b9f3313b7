import { useMutation, useQuery } from '@tanstack/react-query';
import { Play, Square } from 'lucide-react';
import { useRef, useState } from 'react';
import { call, useObjectTypeName, useScope } from '../../api/index.ts';
import { type RawObject, textAt, textsAt } from '../../flow-body/index.ts';
import { Button, FailureNote, Spinner, TextField } from '../../kit/index.ts';
import { RecordPick } from '../../pickers/index.ts';
import { useEditorState } from '../state/index.ts';
import { CodeResult } from './code-result.tsx';
import styles from './code-run.module.css';
import { draftOf, inputsOf } from './draft-of.ts';

/** Runs the code as it stands in the form, really, and shows what it gives, says and needs. */
export function CodeRun({ action }: { readonly action: RawObject }) {
  const mayRun = useScope('automation');
  const objectTypeId = useEditorState(({ history }) => textAt(history.raw, 'objectTypeId'));
  const type = useObjectTypeName(objectTypeId);
  const [objectId, setObjectId] = useState('');
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({});
  const inputs = inputsOf(action);
  const properties = inputs.flatMap(({ property }) => property ?? []);
  const record = useQuery({
    queryKey: ['code-run', objectTypeId, objectId, properties],
    queryFn: ({ signal }) =>
      call(
        'GET /crm/v3/objects/{objectType}/{objectId}',
        { path: { objectType: objectTypeId, objectId }, query: { properties: properties.join(',') } },
        signal,
      ),
    enabled: /^\d+$/.test(objectId),
    retry: false,
  });
  const shownOf = ({ name, property, value }: (typeof inputs)[number]) =>
    typed[name] ?? value ?? (property === undefined ? '' : (record.data?.properties[property] ?? ''));
  const cancel = useRef<AbortController>(undefined);
  const run = useMutation({
    mutationFn: () => {
      cancel.current = new AbortController();
      const given = Object.fromEntries(inputs.map((input) => [input.name, shownOf(input)]));
      const body = draftOf(action, { objectTypeId, typeName: type.singular, objectId, inputs: given });
      return call('POST /millrace/v1/code/run', { body }, cancel.current.signal);
    },
  });
  const secrets = textsAt(action, 'secretNames');
  const isCancelled = run.error?.name === 'AbortError';
  return (
    <section aria-label="Try the code" className={styles['run']}>
      <h3 className={styles['title']}>Try the code</h3>
      <p className={styles['quiet']}>
        It really runs, as it stands here: what it sends is sent.
        {secrets.length > 0 && ` It gets ${secrets.join(', ')}; values of secrets are never shown.`}
      </p>
      <RecordPick
        label={`With a ${type.singular.toLowerCase()}`}
        description={
          properties.length > 0
            ? 'Fills in the inputs that are properties of it.'
            : 'It finds its id in the event.'
        }
        objectTypeId={objectTypeId}
        value={objectId}
        onChange={(id) => {
          setObjectId(id);
          setTyped({});
        }}
        problem={record.error?.message}
      />
      {inputs.map((input) => (
        <TextField
          key={input.name}
          label={input.name}
          value={shownOf(input)}
          onChange={(value) => setTyped((old) => ({ ...old, [input.name]: value }))}
          placeholder="No value"
          isCode
        />
      ))}
      <div className={styles['row']}>
        <Button
          icon={Play}
          onPress={() => run.mutate()}
          isPending={run.isPending}
          reason={mayRun ? undefined : 'This token may not run code: it takes the scope automation.'}
        >
          {run.isPending ? 'Running…' : 'Run the code'}
        </Button>
        {run.isPending && (
          <Button kind="quiet" icon={Square} onPress={() => cancel.current?.abort()}>
            Cancel
          </Button>
        )}
      </div>
      <div role="status" className={styles['outcome']}>
        {run.isPending && <Spinner />}
        {isCancelled && <p className={styles['quiet']}>Cancelled: the run has been ended.</p>}
        {run.data && !run.isPending && <CodeResult result={run.data} />}
      </div>
      {run.error && !isCancelled && <FailureNote error={run.error} />}
    </section>
  );
}
