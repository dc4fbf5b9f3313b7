import { actionEntry } from '@millrace/core/catalogue';
import { actionsOf, idOf, kindOf, type RawFlow, slotsOf, textAt, typeIdOf } from '../../flow-body/index.ts';
import { Select, Switch, TextField } from '../../kit/index.ts';
import { useWords } from '../canvas/index.ts';
import { sentenceOf, textOf } from '../say/index.ts';
import { type AssumedResult, useEditorState } from '../state/index.ts';

import { EventForm } from './event-form.tsx';
import { PropertyValue } from './named-values.tsx';
import { Rows } from './rows.tsx';
import styles from './test-run.module.css';
import { useRequest, withItem } from './use-request.ts';
import { A_DAY, WhenForm } from './when-form.tsx';

/** What is taken for granted on the way: events, changes, what actions come to, the way of a random split. */
export function AssumptionsForm() {
  const { request, set } = useRequest();
  const raw = useEditorState(({ history }) => history.raw);
  const types = new Set(actionsOf(raw).map(typeIdOf));
  const count = request.events.length + request.changes.length + request.results.length;
  return (
    <section className={styles['section']}>
      <Splits raw={raw} />
      <details className={styles['more']} open={count > 0}>
        <summary>What happens on the way{count > 0 && ` (${count})`}</summary>
        <div className={styles['section']}>
          <p className={styles['quiet']}>
            Otherwise nothing else happens to the record, and whatever an action asks for goes well.
          </p>
          <Events />
          <Changes />
          <Results raw={raw} />
        </div>
      </details>
      {types.has('CUSTOM_CODE') && (
        <Switch isSelected={request.runsCode} onChange={(runsCode) => set({ runsCode })}>
          Run custom code, cut off from the network
        </Switch>
      )}
      {types.has('0-15') && (
        <Switch isSelected={request.follows} onChange={(follows) => set({ follows })}>
          Follow it into other flows
        </Switch>
      )}
    </section>
  );
}

/** A change of a property is given as such; being created happened before. */
const NOT_ON_THE_WAY = ['4-655002', '4-1463224'];

function Events() {
  const { request, set, problemAt } = useRequest();
  const { events } = request;
  return (
    <Rows
      label="Event"
      items={events}
      onChange={(to) => set({ events: to })}
      add="An event"
      blank={{ eventTypeId: '4-666440', properties: {}, when: A_DAY }}
    >
      {({ when, ...event }, index) => {
        const path = `assume.events[${index}]`;
        return (
          <>
            <EventForm
              event={event}
              onChange={(to) => set({ events: withItem(events, index, to) })}
              problem={(member) => problemAt(`${path}.${member}`)}
              without={NOT_ON_THE_WAY}
            />
            <WhenForm
              when={when}
              onChange={(to) => set({ events: withItem(events, index, { when: to }) })}
              problem={problemAt(`${path}.after`) ?? problemAt(`${path}.at`)}
            />
          </>
        );
      }}
    </Rows>
  );
}

function Changes() {
  const { request, set, problemAt } = useRequest();
  const objectTypeId = useEditorState(({ history }) => textAt(history.raw, 'objectTypeId'));
  const { changes } = request;
  return (
    <Rows
      label="Change"
      items={changes}
      onChange={(to) => set({ changes: to })}
      add="A change of a property"
      blank={{ name: '', value: '', when: A_DAY }}
    >
      {({ when, ...named }, index) => {
        const path = `assume.changes[${index}]`;
        return (
          <>
            <PropertyValue
              objectTypeId={objectTypeId}
              value={named}
              onChange={(to) => set({ changes: withItem(changes, index, to) })}
              problem={problemAt(`${path}.properties`)}
            />
            <WhenForm
              when={when}
              onChange={(to) => set({ changes: withItem(changes, index, { when: to }) })}
              problem={problemAt(`${path}.after`) ?? problemAt(`${path}.at`)}
            />
          </>
        );
      }}
    </Rows>
  );
}

const KINDS = [
  { id: 'SUCCEEDED', name: 'goes well' },
  { id: 'STATUS', name: 'is answered with a status' },
  { id: 'FAILED', name: 'fails' },
] as const;

/** Only what an action has asked of somebody else can come out this way or that. */
function Results({ raw }: { readonly raw: RawFlow }) {
  const { request, set, problemAt } = useRequest();
  const { names } = useWords();
  const outside = actionsOf(raw).filter((action) => {
    const entry = actionEntry(typeIdOf(action));
    return entry ? entry.doneBy === 'outside' : !kindOf(action).endsWith('BRANCH');
  });
  if (outside.length === 0 && request.results.length === 0) return null;
  const choices = outside.map((action) => ({
    id: idOf(action),
    name: `#${idOf(action)} ${textOf(sentenceOf(action, raw, names))}`,
  }));
  const { results } = request;
  return (
    <Rows<AssumedResult>
      label="Result"
      items={results}
      onChange={(to) => set({ results: to })}
      add="What an action comes to"
      blank={{ actionId: choices[0]?.id ?? '', kind: 'SUCCEEDED', status: '500', message: '', outputs: [] }}
    >
      {(result, index) => {
        const path = `assume.results[${index}]`;
        const change = (to: Partial<AssumedResult>) => set({ results: withItem(results, index, to) });
        return (
          <>
            <Select
              label="Action"
              choices={choices}
              value={result.actionId}
              onChange={(actionId) => change({ actionId })}
              problem={problemAt(`${path}.actionId`)}
            />
            <Select
              label="Comes out"
              choices={KINDS}
              value={result.kind}
              onChange={(kind) => change({ kind })}
            />
            {result.kind === 'STATUS' && (
              <TextField
                label="Status"
                value={result.status}
                onChange={(status) => change({ status })}
                inputMode="numeric"
                problem={problemAt(`${path}.status`)}
              />
            )}
            {result.kind === 'FAILED' && (
              <TextField
                label="With the message"
                value={result.message}
                onChange={(message) => change({ message })}
                problem={problemAt(`${path}.message`)}
              />
            )}
            {result.kind !== 'FAILED' && (
              <Outputs result={result} onChange={(outputs) => change({ outputs })} />
            )}
          </>
        );
      }}
    </Rows>
  );
}

interface OutputsProps {
  readonly result: AssumedResult;
  readonly onChange: (outputs: AssumedResult['outputs']) => void;
}

function Outputs({ result: { outputs }, onChange }: OutputsProps) {
  return (
    <Rows label="Output" items={outputs} onChange={onChange} add="An output" blank={{ name: '', value: '' }}>
      {({ name, value }, index) => (
        <div className={styles['row']}>
          <TextField
            label="Output"
            value={name}
            onChange={(to) => onChange(withItem(outputs, index, { name: to }))}
            isCode
          />
          <TextField
            label="Value"
            value={value}
            onChange={(to) => onChange(withItem(outputs, index, { value: to }))}
          />
        </div>
      )}
    </Rows>
  );
}

/** Each random split of the flow: it draws, or takes the way that is chosen. */
function Splits({ raw }: { readonly raw: RawFlow }) {
  const { request, set, problemAt } = useRequest();
  const splits = actionsOf(raw).filter((action) => kindOf(action) === 'AB_TEST_BRANCH');
  return splits.map((split) => {
    const id = idOf(split);
    const at = Object.keys(request.branches).indexOf(id);
    return (
      <Select
        key={id}
        label={`Random split #${id}`}
        choices={[
          { id: DRAWS, name: 'Draws' },
          ...slotsOf(split).map(({ label }, index) => ({ id: String(index), name: `Takes ${label}` })),
        ]}
        value={id in request.branches ? String(request.branches[id]) : DRAWS}
        onChange={(to) => {
          const { [id]: _, ...others } = request.branches;
          set({ branches: to === DRAWS ? others : { ...others, [id]: Number(to) } });
        }}
        problem={at < 0 ? undefined : problemAt(`assume.branches[${at}]`)}
      />
    );
  });
}

const DRAWS = 'draws';
