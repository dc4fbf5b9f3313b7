import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../api/index.ts';
import { Card, HtmlFrame, Loaded, SearchField, Select, SkeletonRows } from '../kit/index.ts';
import styles from './email-page.module.css';

/** How many contacts a search offers. */
const OFFERED_MAX = 20;

/** The email as a contact gets it: written out for the one that is chosen, with what would keep it from being sent. */
export function Preview({ emailId }: { readonly emailId: string }) {
  const [search, setSearch] = useState('');
  const [chosen, setChosen] = useState<string>();
  const contacts = useContacts(search);
  const objectId = chosen ?? contacts[0]?.id;
  const preview = useQuery({
    queryKey: ['POST /millrace/v1/emails/{emailId}/preview', emailId, objectId],
    queryFn: ({ signal }) =>
      call(
        'POST /millrace/v1/emails/{emailId}/preview',
        {
          path: { emailId },
          body: objectId === undefined ? { record: { properties: {} } } : { objectId },
        },
        signal,
      ),
    placeholderData: keepPreviousData,
  });
  return (
    <Card title="What it says">
      <div className={styles['whose']}>
        <SearchField label="Find a contact" value={search} onChange={setSearch} />
        <Select
          label="As it is for"
          labelling="inline"
          placeholder="Nobody in particular"
          choices={contacts}
          value={objectId}
          onChange={setChosen}
        />
      </div>
      <Loaded query={preview} skeleton={<SkeletonRows />}>
        {({ subject, html, text, problems }) => (
          <>
            <p className={styles['subject']}>{subject || 'No subject'}</p>
            {problems.length > 0 && (
              <ul className={styles['problems']}>
                {problems.map(({ code, message }) => (
                  <li key={`${code} ${message}`}>{message}</li>
                ))}
              </ul>
            )}
            {html === null ? (
              <pre className={styles['plain']}>{text}</pre>
            ) : (
              <HtmlFrame title="The email" html={html} />
            )}
          </>
        )}
      </Loaded>
    </Card>
  );
}

function useContacts(search: string) {
  const { data } = useQuery({
    queryKey: ['contacts to preview for', search],
    queryFn: ({ signal }) =>
      call(
        'POST /crm/v3/objects/{objectType}/search',
        {
          path: { objectType: '0-1' },
          body: {
            limit: OFFERED_MAX,
            properties: ['firstname', 'lastname', 'email'],
            ...(search === '' ? {} : { query: search }),
          },
        },
        signal,
      ),
    placeholderData: keepPreviousData,
  });
  return (data?.results ?? []).map(({ id, properties }) => ({
    id,
    name:
      [properties['firstname'], properties['lastname']].filter(Boolean).join(' ') ||
      properties['email'] ||
      `Contact ${id}`,
  }));
}
