import { Link } from '@tanstack/react-router';
import { useOpenInSight } from '../kit/index.ts';
import styles from './flow-tabs.module.css';

/** The pages of a flow, as one goes through them: make it, see how it goes, look closer, look back. */
const PAGES = [
  { to: '/flows/$flowId', name: 'Edit' },
  { to: '/flows/$flowId/watch', name: 'Watch' },
  { to: '/flows/$flowId/enrollments', name: 'Enrollments' },
  { to: '/flows/$flowId/steps', name: 'Steps' },
  { to: '/flows/$flowId/explain', name: 'Why' },
  { to: '/flows/$flowId/revisions', name: 'Revisions' },
] as const;

/** The way from each page of a flow to the others. */
export function FlowTabs({ flowId }: { readonly flowId: string }) {
  const tabs = useOpenInSight<HTMLElement>();
  return (
    <nav ref={tabs} className={styles['tabs']} aria-label="Pages of the flow">
      {PAGES.map(({ to, name }) => (
        <Link
          key={to}
          to={to}
          params={{ flowId }}
          // Filters belong to their page, and are not taken along.
          search={{}}
          activeOptions={{ exact: true, includeSearch: false }}
          className={styles['tab']}
        >
          {name}
        </Link>
      ))}
    </nav>
  );
}
