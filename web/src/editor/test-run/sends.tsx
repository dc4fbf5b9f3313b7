import { Code, Mail, Send } from 'lucide-react';
import type { SimulatedEffect } from '../../api/index.ts';
import { HtmlFrame } from '../../kit/index.ts';
import styles from './test-run.module.css';

/** What would go out: mails as they would be read, requests as they would be made, what code would be given. */
export function Sends({ effects }: { readonly effects: readonly SimulatedEffect[] }) {
  return effects.map(({ sends, result }, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: effects of a step have no other name than their place.
    <div key={index}>
      {sends && <Sent sends={sends} />}
      {result.from !== 'USUAL' && (
        <p className={styles['has']}>
          {result.from === 'RUN' ? 'The code has run' : 'As assumed'}
          {result.outcome === 'FAILED' && `: ${result.message ?? 'it fails'}`}
          {Object.entries(result.outputs)
            .map(([name, value]) => ` · ${name} = ${value}`)
            .join('')}
        </p>
      )}
    </div>
  ));
}

function Sent({ sends }: { readonly sends: NonNullable<SimulatedEffect['sends']> }) {
  switch (sends.kind) {
    case 'EMAIL':
      return (
        <details>
          <summary className={styles['sent']}>
            <Mail aria-hidden size={14} /> Would send “{sends.subject ?? 'a mail that is closed to you'}” to{' '}
            {sends.to}
          </summary>
          {sends.html !== null && <HtmlFrame title={sends.subject ?? 'The mail'} html={sends.html} />}
        </details>
      );
    case 'REQUEST':
      return (
        <details>
          <summary className={styles['sent']}>
            <Send aria-hidden size={14} /> Would ask {sends.method} {sends.url}
          </summary>
          <pre className={styles['raw']}>
            {Object.entries(sends.headers)
              .map(([name, value]) => `${name}: ${value}`)
              .join('\n')}
            {sends.body === null ? '' : `\n\n${sends.body}`}
          </pre>
        </details>
      );
    case 'CODE':
      return (
        <details>
          <summary className={styles['sent']}>
            <Code aria-hidden size={14} /> Would run code
          </summary>
          <pre className={styles['raw']}>{JSON.stringify(sends.event, null, 2)}</pre>
        </details>
      );
  }
}
