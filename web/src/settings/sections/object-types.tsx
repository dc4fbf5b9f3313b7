import { useQuery } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { call, everyObjectType, type ObjectTypeName } from '../../api/index.ts';
import {
  Button,
  Card,
  Cell,
  Loaded,
  Row,
  SkeletonRows,
  Soft,
  Status,
  Table,
  TextField,
} from '../../kit/index.ts';
import { EditDialog, RemoveDialog, RowMenu } from '../parts/index.ts';
import { nameOf } from '../properties/name-of.ts';
import type { Section } from './section.ts';

export const objectTypesSection: Section = { id: 'object-types', name: 'Object types', Content: ObjectTypes };

function ObjectTypes() {
  const found = useQuery(everyObjectType);
  const [edited, setEdited] = useState<ObjectTypeName | 'new'>();
  const [removed, setRemoved] = useState<ObjectTypeName>();
  return (
    <>
      <Card
        title="Object types"
        lead="Beside the standard ones an account may have types of records of its own."
        actions={
          <Button kind="primary" icon={Plus} onPress={() => setEdited('new')}>
            New object type
          </Button>
        }
      >
        <Loaded query={found} skeleton={<SkeletonRows />}>
          {(types) => (
            <Table
              label="Object types"
              columns={[
                { name: 'Name' },
                { name: 'Id' },
                { name: 'Kind', align: 'end' },
                { name: 'Actions', isSilent: true, width: '48px' },
              ]}
            >
              {types.map((type) => {
                const isOwn = type.id.startsWith('2-');
                return (
                  <Row key={type.id}>
                    <Cell>{type.plural}</Cell>
                    <Cell>
                      <code>{type.id}</code>
                    </Cell>
                    <Cell align="end">
                      {isOwn ? <Status tone="goal">own</Status> : <Soft>standard</Soft>}
                    </Cell>
                    <Cell align="end">
                      {isOwn && (
                        <RowMenu
                          name={type.plural}
                          onEdit={() => setEdited(type)}
                          onRemove={() => setRemoved(type)}
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
        <TypeDialog type={edited === 'new' ? undefined : edited} onClose={() => setEdited(undefined)} />
      )}
      {removed && (
        <RemoveDialog
          title={`Delete ${removed.plural}?`}
          said={`${removed.plural} are deleted.`}
          remove={() =>
            call('DELETE /crm-object-schemas/v3/schemas/{objectType}', {
              path: { objectType: removed.id },
            })
          }
          onClose={() => setRemoved(undefined)}
        >
          Its definition goes with its properties. A type of which there are records is refused: delete these
          first.
        </RemoveDialog>
      )}
    </>
  );
}

interface TypeDialogProps {
  readonly type: ObjectTypeName | undefined;
  readonly onClose: () => void;
}

function TypeDialog({ type, onClose }: TypeDialogProps) {
  const [singular, setSingular] = useState(type?.singular ?? '');
  const [plural, setPlural] = useState(type?.plural ?? '');
  const labels = { singular, plural };
  return (
    <EditDialog
      title={type ? `Edit ${type.plural}` : 'New object type'}
      verb={type ? 'Save' : 'Create object type'}
      missing={nameOf(singular) === '' || plural.trim() === '' ? 'Give it both names first.' : undefined}
      said={type ? 'Saved.' : `There can be ${plural} now.`}
      save={() =>
        type
          ? call('PATCH /crm-object-schemas/v3/schemas/{objectType}', {
              path: { objectType: type.id },
              body: { labels },
            })
          : call('POST /crm-object-schemas/v3/schemas', {
              body: {
                name: nameOf(singular),
                labels,
                primaryDisplayProperty: 'name',
                requiredProperties: ['name'],
                searchableProperties: ['name'],
                properties: [{ name: 'name', label: 'Name', type: 'string', fieldType: 'text' }],
                associatedObjects: ['CONTACT'],
              },
            })
      }
      onClose={onClose}
    >
      {(problemOf) => (
        <>
          <TextField
            label="Name of one"
            value={singular}
            onChange={setSingular}
            placeholder="Machine"
            problem={problemOf('labels.singular') ?? problemOf('name')}
          />
          <TextField
            label="Name of many"
            value={plural}
            onChange={setPlural}
            placeholder="Machines"
            problem={problemOf('labels.plural')}
            description={
              type
                ? undefined
                : 'It begins with a name, and can be linked to contacts; further properties are made under Properties.'
            }
          />
        </>
      )}
    </EditDialog>
  );
}
