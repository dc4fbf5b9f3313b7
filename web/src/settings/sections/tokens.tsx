import { useQuery } from '@tanstack/react-query';
import { KeyRound, Plus } from 'lucide-react';
import { useState } from 'react';
import { type AccessToken, call, query, useSession } from '../../api/index.ts';
import {
  Button,
  Card,
  Cell,
  Empty,
  Instant,
  Loaded,
  Row,
  Select,
  SkeletonRows,
  Soft,
  Status,
  Table,
  TextField,
} from '../../kit/index.ts';
import { EditDialog, RemoveDialog, ScopeChoice } from '../parts/index.ts';
import styles from './form.module.css';
import type { Section } from './section.ts';
import { ShownOnce } from './shown-once.tsx';

export const tokens: Section = { id: 'tokens', name: 'Access tokens', Content: Tokens };

const list = query('GET /millrace/v1/tokens', {});

function Tokens() {
  const found = useQuery(list);
  const { tokenId } = useSession();
  const [isMaking, setMaking] = useState(false);
  const [made, setMade] = useState<string>();
  const [revoked, setRevoked] = useState<AccessToken>();
  const make = (
    <Button kind="primary" icon={Plus} onPress={() => setMaking(true)}>
      New token
    </Button>
  );
  return (
    <>
      <Card title="Access tokens" lead="Each program, and each person, has one of their own." actions={make}>
        <Loaded
          query={found}
          skeleton={<SkeletonRows rows={3} />}
          isEmpty={({ results }) => results.length === 0}
          empty={<Empty icon={KeyRound}>There is none.</Empty>}
        >
          {({ results }) => (
            <Table
              label="Access tokens"
              columns={[
                { name: 'Name' },
                { name: 'Scopes', isWideOnly: true },
                { name: 'Ends', align: 'end', isWideOnly: true },
                { name: 'Last used', align: 'end', isWideOnly: true },
                { name: 'Actions', isSilent: true, align: 'end' },
              ]}
            >
              {results.map((token) => (
                <Row key={token.id}>
                  <Cell>
                    {token.name} {token.id === tokenId && <Status tone="ok">yours</Status>}
                  </Cell>
                  <Cell isWideOnly>
                    <span className={styles['scopeList']}>{token.scopes.join(', ')}</span>
                  </Cell>
                  <Cell align="end" isWideOnly>
                    <Soft>{token.expiresAt === null ? '–' : <Instant at={token.expiresAt} />}</Soft>
                  </Cell>
                  <Cell align="end" isWideOnly>
                    <Soft>{token.lastUsedAt === null ? 'never' : <Instant at={token.lastUsedAt} />}</Soft>
                  </Cell>
                  <Cell align="end">
                    <Button kind="quiet" onPress={() => setRevoked(token)}>
                      Revoke
                    </Button>
                  </Cell>
                </Row>
              ))}
            </Table>
          )}
        </Loaded>
      </Card>
      {isMaking && <NewToken onClose={() => setMaking(false)} onMade={setMade} />}
      {made !== undefined && (
        <ShownOnce title="Your new token" secret={made} onClose={() => setMade(undefined)} />
      )}
      {revoked && (
        <Revoke token={revoked} isOwn={revoked.id === tokenId} onClose={() => setRevoked(undefined)} />
      )}
    </>
  );
}

interface NewTokenProps {
  readonly onClose: () => void;
  readonly onMade: (token: string) => void;
}

/** A token can have the scopes that one has oneself. */
function NewToken({ onClose, onMade }: NewTokenProps) {
  const [name, setName] = useState('');
  const [days, setDays] = useState<(typeof LIFETIMES)[number]['id']>('never');
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const missing =
    name.trim() === '' ? 'Give it a name first.' : chosen.size === 0 ? 'Choose what it may do.' : undefined;
  const save = () => {
    const ends =
      days === 'never' ? {} : { expiresAt: new Date(Date.now() + Number(days) * DAY_MS).toISOString() };
    const body = { name, scopes: [...chosen], ...ends };
    return call('POST /millrace/v1/tokens', { body });
  };
  return (
    <EditDialog
      title="New access token"
      verb="Create token"
      size="large"
      missing={missing}
      save={save}
      onSaved={({ token }) => onMade(token)}
      onClose={onClose}
    >
      {(problemOf) => (
        <>
          <TextField
            label="Name"
            value={name}
            onChange={setName}
            placeholder="Who or what uses it"
            problem={problemOf('name')}
          />
          <Select
            label="Ends"
            choices={LIFETIMES}
            value={days}
            onChange={setDays}
            problem={problemOf('expiresAt')}
          />
          <ScopeChoice legend="Scopes" chosen={chosen} onChange={setChosen} />
        </>
      )}
    </EditDialog>
  );
}

const DAY_MS = 86_400_000;
const LIFETIMES = [
  { id: 'never', name: 'When it is revoked' },
  { id: '30', name: 'In 30 days' },
  { id: '90', name: 'In 90 days' },
  { id: '365', name: 'In a year' },
] as const;

interface RevokeProps {
  readonly token: AccessToken;
  readonly isOwn: boolean;
  readonly onClose: () => void;
}

function Revoke({ token: { id, name }, isOwn, onClose }: RevokeProps) {
  return (
    <RemoveDialog
      title={`Revoke “${name}”?`}
      verb="Revoke"
      said={`“${name}” is revoked.`}
      remove={() => call('DELETE /millrace/v1/tokens/{tokenId}', { path: { tokenId: id } })}
      onClose={onClose}
    >
      Whoever uses it is refused from now on, and its sessions end
      {isOwn && ': this one of yours, too'}. This cannot be undone.
    </RemoveDialog>
  );
}
