import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { ArrowLeft } from 'lucide-react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import { type ObjectTypeName, query, useObjectTypeName } from '../api/index.ts';
import { Card, Loaded, Page, recordName, SkeletonRows, type Sought } from '../kit/index.ts';
import { Associations } from './associations.tsx';
import { Enrollments } from './enrollments.tsx';
import { Memberships } from './memberships.tsx';
import { Properties } from './properties.tsx';
import styles from './record-page.module.css';
import { Timeline } from './timeline/index.ts';
import { useProperties } from './use-properties.ts';

export function RecordPage() {
  const { objectType, recordId } = useParams({ from: '/signed-in/records/$objectType/$recordId' });
  const type = useObjectTypeName(objectType);
  const properties = useProperties(objectType);
  const names = properties.all.map(({ name }) => name);
  const record = useQuery({
    ...query('GET /crm/v3/objects/{objectType}/{objectId}', {
      path: { objectType, objectId: recordId },
      query: { properties: names.join(',') },
    }),
    enabled: !properties.isPending,
    meta: { topic: `record:${objectType}/${recordId}` },
  });
  const title = record.data
    ? recordName(type, recordId, record.data.properties)
    : `${type.singular} ${recordId}`;
  return (
    <Page
      title={title}
      lead={
        <Link to="/records/$objectType" params={{ objectType }} className={styles['back']}>
          <ArrowLeft aria-hidden size={14} /> {type.plural}
        </Link>
      }
    >
      <Loaded query={record} skeleton={<SkeletonRows />} sought={soughtRecord(type, recordId)}>
        {(found) => (
          <div className={styles['columns']}>
            <Card title="Properties">
              <Properties objectType={objectType} record={found} properties={properties} />
            </Card>
            <Tabs className={styles['tabs'] ?? ''}>
              <TabList aria-label={title} className={styles['list'] ?? ''}>
                {['Timeline', 'Flows', 'Associations', 'Lists'].map((name) => (
                  <Tab key={name} id={name} className={styles['tab'] ?? ''}>
                    {name}
                  </Tab>
                ))}
              </TabList>
              <TabPanel id="Timeline">
                <Timeline objectType={objectType} recordId={recordId} properties={properties} />
              </TabPanel>
              <TabPanel id="Flows">
                <Enrollments objectType={objectType} recordId={recordId} />
              </TabPanel>
              <TabPanel id="Associations">
                <Associations objectType={objectType} recordId={recordId} />
              </TabPanel>
              <TabPanel id="Lists">
                <Memberships objectType={objectType} recordId={recordId} />
              </TabPanel>
            </Tabs>
          </div>
        )}
      </Loaded>
    </Page>
  );
}

function soughtRecord({ id: typeId, singular, plural }: ObjectTypeName, id: string): Sought {
  // A type that is not known has no name but its id.
  const isNamed = singular !== typeId;
  return {
    noun: isNamed ? singular.toLowerCase() : `record of the type ${typeId}`,
    id,
    back: (
      <Link to="/records/$objectType" params={{ objectType: typeId }}>
        Go to the {isNamed ? plural.toLowerCase() : 'records'}
      </Link>
    ),
  };
}
