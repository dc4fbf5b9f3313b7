-- The tries of an effect: what was sent, what came back, without its content. Written with the result of the try; a try whose process died
-- has no row. Partitioned by month of the instant of writing, like the other logs.
create table effect_attempts (
  account_id  bigint not null,
  effect_id   bigint not null,
  -- Counted from 1, as effects.attempts counts them.
  number      integer not null,
  started_at  timestamptz not null,
  at          timestamptz not null,
  -- Measured by the process, whatever the account's clock does.
  duration_ms integer not null,
  -- DONE, FAILED, RETRY, FOLLOWS
  outcome     text not null,
  error       text,
  -- Digests: method, address without values of its query, status, size, hash, the first few characters.
  request     jsonb,
  response    jsonb,
  primary key (account_id, effect_id, number, at)
) partition by range (at);
