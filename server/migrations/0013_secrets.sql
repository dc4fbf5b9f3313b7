-- Named secrets of an account, for actions that call others. Encrypted under a key that the database does not have.

create table secrets (
  account_id bigint not null references accounts,
  name       text not null,
  -- Which key it is encrypted under; says nothing about the key.
  key_id     text not null,
  -- AES-256-GCM: nonce (12 bytes), tag (16), ciphertext. Account and name are authenticated with it.
  sealed     bytea not null,
  -- How long the value is; the lengths of all together are bounded.
  characters integer not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (account_id, name)
);
