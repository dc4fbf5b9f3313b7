import { Button, Dialog, FailureNote } from '../../kit/index.ts';
import { nameOf } from '../rows.ts';
import styles from './deed-dialog.module.css';
import { countedFlows, type DeedRunner, type DeedState } from './use-deed.tsx';

/** Asks before a deed, shows how far it has come, and says with which flows it failed. */
export function DeedDialog({ runner }: { readonly runner: DeedRunner }) {
  const { state } = runner;
  if (!state || (state.stage === 'running' && state.flows.length === 1)) return null;
  const { deed, flows } = state;
  return (
    <Dialog
      title={`${deed.name} ${countedFlows(flows)}?`.replace(/\?$/, state.stage === 'asking' ? '?' : '')}
      isOpen
      onClose={runner.leave}
      actions={<Actions runner={runner} state={state} />}
    >
      <Content state={state} />
    </Dialog>
  );
}

function Content({ state: { deed, flows, stage, done, failures } }: { readonly state: DeedState }) {
  switch (stage) {
    case 'asking':
      return <p>{deed.question?.(capitalized(countedFlows(flows)))}</p>;
    case 'running':
      return (
        <div>
          <progress className={styles['progress']} value={done} max={flows.length} aria-label={deed.name} />
          <p className={styles['count']}>
            {done} of {flows.length}
          </p>
        </div>
      );
    case 'failed':
      return (
        <div className={styles['failures']}>
          {failures.map(({ flow, error }) => (
            <div key={flow.id}>
              <h3 className={styles['name']}>{nameOf(flow)}</h3>
              <FailureNote error={error} />
            </div>
          ))}
        </div>
      );
  }
}

function Actions({ runner, state }: { readonly runner: DeedRunner; readonly state: DeedState }) {
  const { deed, stage } = state;
  if (stage === 'running') return <Button onPress={runner.leave}>Stop after this one</Button>;
  if (stage === 'failed') return <Button onPress={runner.leave}>Close</Button>;
  return (
    <>
      <Button onPress={runner.leave}>Cancel</Button>
      <Button kind={deed.kind === 'danger' ? 'danger' : 'primary'} icon={deed.icon} onPress={runner.confirm}>
        {deed.name}
      </Button>
    </>
  );
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
