import { Plus, Trash2 } from 'lucide-react';
import { getIn, isObject, objectsAt, type RawObject, textAt, textsAt } from '../../flow-body/index.ts';
import { Button, IconButton, Select, Switch, TextField, toast } from '../../kit/index.ts';
import { useOptions } from '../../pickers/index.ts';
import fieldStyles from '../fields/fields.module.css';
import { JsonField, Many, Time, timeFrom } from '../fields/index.ts';
import { timeOfDay } from '../say/index.ts';
import { useEditor, useEditorState } from '../state/index.ts';
import styles from './panel.module.css';
import { MONTHS } from './schedule-form.tsx';
import { useFlowMember } from './use-flow-member.ts';

/** What holds for the whole flow: hours, blocked days, who leaves other flows, and all of it as JSON. */
export function SettingsForm() {
  const [description, setDescription] = useFlowMember(['description'], 'the description');
  const isContacts = useEditorState(({ history }) => textAt(history.raw, 'objectTypeId') === '0-1');
  return (
    <>
      <section className={styles['section']}>
        <TextField
          label="Description"
          rows={3}
          value={textAt(description)}
          onChange={(text) => setDescription(text === '' ? undefined : text)}
        />
      </section>
      <Windows />
      <BlockedDates />
      {isContacts && <OtherFlows />}
      <WholeJson />
    </>
  );
}

const DAYS = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'].map((id) => ({
  id,
  name: id.charAt(0) + id.slice(1).toLowerCase(),
}));

function Windows() {
  const [value, set] = useFlowMember(['timeWindows'], 'the hours');
  const windows = objectsAt(value);
  const change = (index: number, members: RawObject) =>
    set(windows.map((each, at) => (at === index ? { ...each, ...members } : each)));
  return (
    <section className={styles['section']}>
      <h3 className={styles['subtitle']}>Hours in which actions run</h3>
      <p className={styles['note']}>
        {windows.length === 0
          ? 'At any time.'
          : 'In the time zone of the account. Waits go on outside of them.'}
      </p>
      {windows.map((window, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: windows have no other name than their place.
        <div key={index} className={fieldStyles['row']}>
          <Select
            label="Day"
            labelling="inline"
            choices={DAYS}
            value={textAt(window, 'day')}
            onChange={(day) => change(index, { day })}
          />
          <Time
            label="From"
            value={timeOfDay(getIn(window, ['startTime']))}
            onChange={(text) => change(index, { startTime: timeFrom(text) ?? null })}
          />
          <Time
            label="To"
            value={timeOfDay(getIn(window, ['endTime']))}
            onChange={(text) => change(index, { endTime: timeFrom(text) ?? null })}
          />
          <IconButton
            icon={Trash2}
            label={`Delete hours ${index + 1}`}
            onPress={() => set(windows.filter((_, at) => at !== index))}
          />
        </div>
      ))}
      <div className={fieldStyles['row']}>
        <Button
          kind="quiet"
          icon={Plus}
          onPress={() =>
            set([
              ...windows,
              { day: 'MONDAY', startTime: { hour: 9, minute: 0 }, endTime: { hour: 17, minute: 0 } },
            ])
          }
        >
          Add hours
        </Button>
        {windows.length === 0 && (
          <Button
            kind="quiet"
            onPress={() =>
              set(
                DAYS.slice(0, 5).map(({ id }) => ({
                  day: id,
                  startTime: { hour: 9, minute: 0 },
                  endTime: { hour: 17, minute: 0 },
                })),
              )
            }
          >
            Office hours
          </Button>
        )}
      </div>
    </section>
  );
}

function BlockedDates() {
  const [value, set] = useFlowMember(['blockedDates'], 'the blocked days');
  const dates = objectsAt(value);
  const change = (index: number, members: RawObject) =>
    set(dates.map((each, at) => (at === index ? { ...each, ...members } : each)));
  return (
    <section className={styles['section']}>
      <h3 className={styles['subtitle']}>Days on which no action runs</h3>
      {dates.map((date, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: dates have no other name than their place.
        <div key={index} className={fieldStyles['row']}>
          <div className={fieldStyles['narrow']}>
            <TextField
              aria-label="Day"
              label="Day"
              value={textAt(date, 'dayOfMonth')}
              onChange={(text) => /^\d{0,2}$/.test(text) && change(index, { dayOfMonth: Number(text) })}
              inputMode="numeric"
            />
          </div>
          <Select
            label="Month"
            choices={MONTHS}
            value={textAt(date, 'month')}
            onChange={(month) => change(index, { month })}
          />
          <IconButton
            icon={Trash2}
            label={`Delete day ${index + 1}`}
            onPress={() => set(dates.filter((_, at) => at !== index))}
          />
        </div>
      ))}
      <div>
        <Button
          kind="quiet"
          icon={Plus}
          onPress={() => set([...dates, { month: 'DECEMBER', dayOfMonth: 25 }])}
        >
          Add a day
        </Button>
      </div>
    </section>
  );
}

function OtherFlows() {
  const [value, set] = useFlowMember(['unEnrollmentSetting'], 'who leaves other flows');
  const flows = useOptions('flow');
  const type = textAt(value, 'type');
  return (
    <section className={styles['section']}>
      <Switch
        isSelected={type === 'ALL'}
        onChange={(isAll) => set(isAll ? { type: 'ALL', flowIds: [] } : undefined)}
      >
        Who comes in leaves all other flows
      </Switch>
      {type !== 'ALL' && (
        <Many
          label="Who comes in leaves"
          problem={undefined}
          options={flows.options}
          refusal={flows.error}
          values={textsAt(value, 'flowIds')}
          onChange={(flowIds) => set(flowIds.length === 0 ? undefined : { type: 'SELECTIVE', flowIds })}
          placeholder="Add a flow"
        />
      )}
    </section>
  );
}

function WholeJson() {
  const editor = useEditor();
  const raw = useEditorState(({ history }) => history.raw);
  const isOpen = useEditorState((state) => state.showsBody);
  return (
    <section className={styles['section']}>
      <Switch isSelected={isOpen} onChange={(showsBody) => editor.set({ showsBody })}>
        Show the flow as JSON
      </Switch>
      {isOpen && (
        <JsonField
          label="The body of the flow"
          description="As the API has it. What the server owns (id, revision, dates) stays as it is."
          height="420px"
          value={raw}
          onChange={(body) => {
            if (!isObject(body)) return;
            const reason = editor.do([{ kind: 'setBody', body, was: editor.raw }]);
            if (reason !== undefined) toast({ tone: 'failed', text: reason });
          }}
        />
      )}
    </section>
  );
}
