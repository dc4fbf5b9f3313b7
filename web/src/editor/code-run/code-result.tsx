import { CircleAlert, CircleCheck } from 'lucide-react';
import type { CodeRun } from '../../api/index.ts';
import { lengthText } from '../../kit/index.ts';
import styles from './code-run.module.css';

/** What came of a run: its outputs, or its error with the line; what it wrote to its console, how long it took, what it held. */
export function CodeResult({ result }: { readonly result: CodeRun }) {
  const { status, message, line, wouldBeRetried, outputs, log, tookMs, memoryMb } = result;
  const isWell = status === 'SUCCEEDED';
  const Icon = isWell ? CircleCheck : CircleAlert;
  return (
    <div className={styles['result']}>
      <p className={`${styles['verdict']} ${isWell ? styles['well'] : styles['failed']}`}>
        <Icon aria-hidden size={16} />
        <span>
          {isWell ? 'It went well.' : message}
          {line !== null && <b> Line {line}.</b>}
        </span>
      </p>
      {wouldBeRetried && <p className={styles['quiet']}>A flow would run it again later.</p>}
      {outputs.length > 0 && (
        <dl className={styles['outputs']}>
          {outputs.map(({ name, value, type, isDeclared }) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>
                <code>{value === '' || value === undefined ? '–' : shown(value)}</code>
                <span className={styles['quiet']}>
                  {isDeclared ? type?.toLowerCase() : 'not declared: later actions cannot read it'}
                </span>
              </dd>
            </div>
          ))}
        </dl>
      )}
      {log !== '' && (
        <>
          <h4 className={styles['title']}>Log</h4>
          <pre className={styles['log']}>{log}</pre>
        </>
      )}
      <p className={styles['quiet']}>
        Took {tookMs < 1_000 ? `${tookMs} ms` : lengthText(tookMs)}
        {memoryMb !== null && ` · held ${memoryMb} MB`}
      </p>
    </div>
  );
}

function shown(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
