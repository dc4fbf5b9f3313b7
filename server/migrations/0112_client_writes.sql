-- How far the log was when a client had last written something: its reads at a replica wait for that, or go to the primary. While it writes nothing is
-- known but that it does, and everything that is in the log counts; `position` is found by its first read some seconds later. The table is not in the
-- log itself: it is needed for seconds, costs no commit to wait for, and is empty after a crash or on a standby that takes over, which its reader
-- sees by the row of account 0. Rows are written only where there are replicas.
create unlogged table client_writes (
  account_id bigint not null,
  client     text not null,
  position   pg_lsn,
  noted_at   timestamptz not null,
  primary key (account_id, client)
) with (fillfactor = 50);
