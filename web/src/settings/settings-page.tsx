import { Link, useParams } from '@tanstack/react-router';
import { NotThere, Page, useOpenInSight } from '../kit/index.ts';
import { SECTIONS } from './sections/list.ts';
import styles from './settings-page.module.css';

export function SettingsPage() {
  const { section } = useParams({ from: '/signed-in/settings/$section' });
  const row = useOpenInSight<HTMLElement>();
  const found = SECTIONS.flat().find(({ id }) => id === section);
  return (
    <Page title="Settings" tab={found && `${found.name}, settings`}>
      <div className={styles['columns']}>
        <nav ref={row} aria-label="Settings" className={styles['nav']}>
          {SECTIONS.map((group) => (
            <ul key={group[0]!.id} className={styles['group']}>
              {group.map(({ id, name }) => (
                <li key={id}>
                  <Link to="/settings/$section" params={{ section: id }} className={styles['link']}>
                    {name}
                  </Link>
                </li>
              ))}
            </ul>
          ))}
        </nav>
        <div className={styles['content']}>
          {found ? (
            <found.Content key={found.id} />
          ) : (
            <NotThere
              noun="section of the settings"
              id={section}
              back={
                <Link to="/settings/$section" params={{ section: 'account' }}>
                  Go to the account
                </Link>
              }
            />
          )}
        </div>
      </div>
    </Page>
  );
}
