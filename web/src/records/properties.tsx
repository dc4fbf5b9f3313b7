import { Pencil } from 'lucide-react';
import { useState } from 'react';
import type { ApiRecord, Property } from '../api/index.ts';
import { IconButton, SearchField } from '../kit/index.ts';
import { EditPropertyDialog } from './edit-property-dialog.tsx';
import styles from './properties.module.css';
import type { KnownProperties } from './use-properties.ts';

interface PropertiesProps {
  readonly objectType: string;
  readonly record: ApiRecord;
  readonly properties: KnownProperties;
}

/** What the record holds; what is empty is found by its name. */
export function Properties({ objectType, record, properties }: PropertiesProps) {
  const [wanted, setWanted] = useState('');
  const [edited, setEdited] = useState<Property>();
  const { properties: values } = record;
  const shown = properties.all.filter(({ name, label, hidden }) =>
    wanted === ''
      ? Boolean(values[name]) && !hidden
      : `${label} ${name}`.toLowerCase().includes(wanted.toLowerCase()),
  );
  return (
    <>
      <div className={styles['search']}>
        <SearchField label="Find a property" value={wanted} onChange={setWanted} />
      </div>
      <dl className={styles['list']}>
        {shown.map((property) => (
          <div key={property.name} className={styles['property']}>
            <dt title={property.name}>{property.label}</dt>
            <dd>
              <span className={styles['value']}>
                {properties.text(property.name, values[property.name]) || '–'}
              </span>
              {!property.modificationMetadata.readOnlyValue && (
                <IconButton
                  icon={Pencil}
                  label={`Change ${property.label}`}
                  onPress={() => setEdited(property)}
                />
              )}
            </dd>
          </div>
        ))}
      </dl>
      {shown.length === 0 && <p className={styles['none']}>No property is called so.</p>}
      {edited && (
        <EditPropertyDialog
          objectType={objectType}
          recordId={record.id}
          property={edited}
          value={values[edited.name] ?? ''}
          onClose={() => setEdited(undefined)}
        />
      )}
    </>
  );
}
