import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Plus, Tags } from 'lucide-react';
import { useState } from 'react';
import { call, type Property, query, useObjectTypes } from '../../api/index.ts';
import {
  Button,
  Card,
  Cell,
  Empty,
  Loaded,
  Row,
  SearchField,
  Select,
  SkeletonRows,
  Soft,
  Status,
  Table,
  useTyped,
} from '../../kit/index.ts';
import { RemoveDialog, RowMenu } from '../parts/index.ts';
import { PropertyDialog } from '../properties/property-dialog.tsx';
import { TYPE_WORDS } from '../properties/type-words.ts';
import { useSettingsSearch } from '../use-settings-search.ts';
import styles from './form.module.css';
import type { Section } from './section.ts';

export const propertiesSection: Section = { id: 'properties', name: 'Properties', Content: Properties };

const CONTACTS = '0-1';

function Properties() {
  const types = useObjectTypes();
  const [{ type: objectType = CONTACTS, search = '' }, change] = useSettingsSearch();
  const [wanted, setWanted] = useTyped(search, (text) => change({ search: text || undefined }));
  const [edited, setEdited] = useState<Property | 'new'>();
  const [archived, setArchived] = useState<Property>();
  const found = useQuery(query('GET /crm/v3/properties/{objectType}', { path: { objectType } }));
  const isMeant = ({ name, label }: { readonly name: string; readonly label: string }) =>
    `${label} ${name}`.toLowerCase().includes(wanted.toLowerCase());
  return (
    <>
      <Card
        title="Properties"
        lead="What records hold."
        actions={
          <Button kind="primary" icon={Plus} onPress={() => setEdited('new')}>
            New property
          </Button>
        }
      >
        <div className={styles['filters']}>
          <SearchField label="Find a property" value={wanted} onChange={setWanted} />
          <Select
            label="Type of records"
            labelling="inline"
            choices={types.map(({ id, plural }) => ({ id, name: plural }))}
            value={objectType}
            onChange={(id) => change({ type: id === CONTACTS ? undefined : id })}
          />
        </div>
        <Loaded
          query={found}
          skeleton={<SkeletonRows />}
          sought={{
            noun: 'type of records',
            id: objectType,
            back: (
              <Link to="/settings/$section" params={{ section: 'properties' }}>
                Go to those of contacts
              </Link>
            ),
          }}
          isEmpty={({ results }) => !results.some(isMeant)}
          empty={<Empty icon={Tags}>No property is called so.</Empty>}
        >
          {({ results }) => (
            <Table
              label="Properties"
              columns={[
                { name: 'Label' },
                { name: 'Name', isWideOnly: true },
                { name: 'Type' },
                { name: 'Kind', isWideOnly: true },
                { name: 'Actions', isSilent: true, width: '48px' },
              ]}
            >
              {results.filter(isMeant).map((property) => {
                const { name, label, hubspotDefined, hasUniqueValue } = property;
                return (
                  <Row key={name}>
                    <Cell>
                      {label} {hasUniqueValue && <Status tone="waiting">unique</Status>}
                    </Cell>
                    <Cell isWideOnly>
                      <code>{name}</code>
                    </Cell>
                    <Cell>
                      <Soft>{TYPE_WORDS[property.type]}</Soft>
                    </Cell>
                    <Cell isWideOnly>
                      {hubspotDefined ? <Soft>standard</Soft> : <Status tone="goal">own</Status>}
                    </Cell>
                    <Cell align="end">
                      {!hubspotDefined && (
                        <RowMenu
                          name={label}
                          onEdit={() => setEdited(property)}
                          onRemove={() => setArchived(property)}
                          removal="Archive…"
                        />
                      )}
                    </Cell>
                  </Row>
                );
              })}
            </Table>
          )}
        </Loaded>
      </Card>
      {edited && (
        <PropertyDialog
          objectType={objectType}
          property={edited === 'new' ? undefined : edited}
          onClose={() => setEdited(undefined)}
        />
      )}
      {archived && (
        <RemoveDialog
          title={`Archive ${archived.label}?`}
          verb="Archive"
          said={`${archived.label} is archived.`}
          remove={() =>
            call('DELETE /crm/v3/properties/{objectType}/{propertyName}', {
              path: { objectType, propertyName: archived.name },
            })
          }
          onClose={() => setArchived(undefined)}
        >
          Records keep its values, and show them no more. What names it, such as a filter or an action, is
          refused first: take it out there before.
        </RemoveDialog>
      )}
    </>
  );
}
