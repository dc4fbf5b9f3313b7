import { useMemo } from 'react';
import { textAt } from '../../flow-body/index.ts';
import { Select, Switch } from '../../kit/index.ts';
import { Many, RecordPick, useObjectTypes, useOptions } from '../../pickers/index.ts';
import { type MadeUpLink, useEditorState } from '../state/index.ts';
import { Choice } from './choice.tsx';
import { NamedValues } from './named-values.tsx';
import { readsOf } from './reads-of.ts';
import { Rows } from './rows.tsx';
import styles from './test-run.module.css';
import { useRequest, withItem } from './use-request.ts';

const KINDS = [
  { id: 'RECORD', name: 'A record' },
  { id: 'MADE_UP', name: 'Made up' },
] as const;

/** On whom: a record that is there, or one that is made up, with what is around it. */
export function WhoForm() {
  const { request, set, problemAt } = useRequest();
  const objectTypeId = useEditorState(({ history }) => textAt(history.raw, 'objectTypeId'));
  return (
    <section className={styles['section']}>
      <Choice label="With whom" choices={KINDS} value={request.who} onChange={(who) => set({ who })} />
      {request.who === 'RECORD' ? (
        <RecordPick
          label="Record"
          objectTypeId={objectTypeId}
          value={request.objectId}
          onChange={(objectId) => set({ objectId })}
          problem={problemAt('objectId')}
        />
      ) : (
        <MadeUp objectTypeId={objectTypeId} />
      )}
    </section>
  );
}

function MadeUp({ objectTypeId }: { readonly objectTypeId: string }) {
  const { request, set, problemAt } = useRequest();
  const raw = useEditorState(({ history }) => history.raw);
  const suggested = useMemo(() => readsOf(raw), [raw]);
  const lists = useOptions('list');
  return (
    <>
      <NamedValues
        objectTypeId={objectTypeId}
        values={request.properties}
        onChange={(properties) => set({ properties })}
        suggested={suggested}
        problemOf={(name) => problemAt(`record.properties.${name}`)}
      />
      <details className={styles['more']} open={hasMore(request)}>
        <summary>Associations, lists{objectTypeId === '0-1' ? ', subscriptions' : ''}</summary>
        <div className={styles['section']}>
          <Rows
            label="Association"
            items={request.associations}
            onChange={(associations) => set({ associations })}
            add="An associated record"
            blank={{ objectTypeId: '0-2', objectId: '', isMadeUp: false, properties: [] }}
          >
            {(link, index) => <Link link={link} index={index} />}
          </Rows>
          <Many
            label="Is in the lists"
            problem={problemAt('record.lists')}
            options={lists.options}
            refusal={lists.error}
            values={request.lists}
            onChange={(to) => set({ lists: to })}
            placeholder="Add a list"
          />
          {objectTypeId === '0-1' && <Subscriptions />}
        </div>
      </details>
    </>
  );
}

function hasMore({ associations, lists, subscriptions }: ReturnType<typeof useRequest>['request']): boolean {
  return associations.length + lists.length + subscriptions.length > 0;
}

function Link({ link, index }: { readonly link: MadeUpLink; readonly index: number }) {
  const { request, set, problemAt } = useRequest();
  const types = useObjectTypes();
  const change = (to: Partial<MadeUpLink>) =>
    set({ associations: withItem(request.associations, index, to) });
  const path = `record.associations[${index}]`;
  return (
    <>
      <Select
        label="Type"
        choices={types.map(({ id, name }) => ({ id, name }))}
        value={link.objectTypeId}
        onChange={(objectTypeId) => change({ objectTypeId, objectId: '', properties: [] })}
        problem={problemAt(`${path}.objectTypeId`)}
      />
      <Switch isSelected={link.isMadeUp} onChange={(isMadeUp) => change({ isMadeUp })}>
        Made up, too
      </Switch>
      {link.isMadeUp ? (
        <NamedValues
          objectTypeId={link.objectTypeId}
          values={link.properties}
          onChange={(properties) => change({ properties })}
          problemOf={(name) => problemAt(`${path}.properties.${name}`)}
        />
      ) : (
        <RecordPick
          label="Record"
          labelling="inline"
          objectTypeId={link.objectTypeId}
          value={link.objectId}
          onChange={(objectId) => change({ objectId })}
          problem={problemAt(`${path}.objectId`)}
        />
      )}
    </>
  );
}

const STANDS = [
  { id: 'in', name: 'Subscribed' },
  { id: 'out', name: 'Unsubscribed' },
] as const;

function Subscriptions() {
  const { request, set, problemAt } = useRequest();
  const { options } = useOptions('subscription');
  return (
    <Rows
      label="Subscription"
      items={request.subscriptions}
      onChange={(subscriptions) => set({ subscriptions })}
      add="A subscription"
      blank={{ id: options[0]?.id ?? '', isIn: false }}
    >
      {({ id, isIn }, index) => {
        const change = (to: { id?: string; isIn?: boolean }) =>
          set({ subscriptions: withItem(request.subscriptions, index, to) });
        return (
          <>
            <Select
              label="Subscription"
              choices={options}
              value={id}
              onChange={(to) => change({ id: to })}
              problem={problemAt(`record.subscriptions[${index}]`)}
            />
            <Choice
              label="Stands"
              choices={STANDS}
              value={isIn ? 'in' : 'out'}
              onChange={(to) => change({ isIn: to === 'in' })}
            />
          </>
        );
      }}
    </Rows>
  );
}
