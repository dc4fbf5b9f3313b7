import { useMutation, useQuery } from '@tanstack/react-query';
import { KeyRound, Plus } from 'lucide-react';
import { useState } from 'react';
import { type AccessToken, call, query, queryClient, useSession } from '../../api/index.ts';
import {
  Button,
  Card,
  Cell,
  Checkbox,
  Confirm,
  Dialog,
  Empty,
  FailureNote,
  Instant,
  Loaded,
  Row,
  SkeletonRows,
  Soft,
  Status,
  Table,
  TextField,
  toast,
} from '../../kit/index.ts';
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
      {isMaking && (
        <NewToken
          onClose={() => setMaking(false)}
          onMade={(token) => {
            setMaking(false);
            setMade(token);
          }}
        />
      )}
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
  const { scopes } = useSession();
  const [name, setName] = useState('');
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const make = useMutation({
    mutationFn: () => call('POST /millrace/v1/tokens', { body: { name, scopes: [...chosen] } }),
    onSuccess: async ({ token }) => {
      await queryClient.invalidateQueries({ queryKey: list.queryKey });
      onMade(token);
    },
  });
  const toggle = (scope: string) =>
    setChosen((old) => new Set(old.has(scope) ? [...old].filter((each) => each !== scope) : [...old, scope]));
  const missing =
    name.trim() === '' ? 'Give it a name first.' : chosen.size === 0 ? 'Choose what it may do.' : undefined;
  return (
    <Dialog
      title="New access token"
      size="large"
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button
            kind="primary"
            icon={Plus}
            reason={missing}
            onPress={() => make.mutate()}
            isPending={make.isPending}
          >
            Create token
          </Button>
        </>
      }
    >
      <TextField label="Name" value={name} onChange={setName} placeholder="Who or what uses it" autoFocus />
      <fieldset className={styles['group']}>
        <legend>Scopes</legend>
        <Checkbox
          isSelected={chosen.size === scopes.length}
          isIndeterminate={chosen.size > 0 && chosen.size < scopes.length}
          onChange={(all) => setChosen(new Set(all ? scopes : []))}
        >
          All of them
        </Checkbox>
        <div className={styles['scopes']}>
          {scopes.map((scope) => (
            <Checkbox key={scope} isSelected={chosen.has(scope)} onChange={() => toggle(scope)}>
              {scope}
            </Checkbox>
          ))}
        </div>
      </fieldset>
      {make.error && <FailureNote error={make.error} />}
    </Dialog>
  );
}

interface RevokeProps {
  readonly token: AccessToken;
  readonly isOwn: boolean;
  readonly onClose: () => void;
}

function Revoke({ token: { id, name }, isOwn, onClose }: RevokeProps) {
  const revoke = useMutation({
    mutationFn: () => call('DELETE /millrace/v1/tokens/{tokenId}', { path: { tokenId: id } }),
    onSuccess: async () => {
      toast({ tone: 'ok', text: `“${name}” is revoked.` });
      onClose();
      await queryClient.invalidateQueries();
    },
  });
  return (
    <Confirm
      title={`Revoke “${name}”?`}
      verb="Revoke"
      kind="danger"
      isOpen
      onClose={onClose}
      onConfirm={() => revoke.mutate()}
      isPending={revoke.isPending}
      error={revoke.error}
    >
      <p>
        Whoever uses it is refused from now on, and its sessions end
        {isOwn && ': this one of yours, too'}. This cannot be undone.
      </p>
    </Confirm>
  );
}
