-- What becomes of history that is no longer kept: it is deleted, or it goes into the schema millrace_archive, which is made when it is first asked for.
alter table retention add column disposal text not null default 'DELETE' check (disposal in ('DELETE', 'ARCHIVE'));

-- Of whom the archive still holds something although it has been erased; a row is gone once its rows there are.
create table archive_erasures (
  account_id bigint not null,
  what       text not null check (what in ('RECORD', 'PASSAGE', 'EFFECT')),
  id         bigint not null,
  primary key (account_id, what, id)
);
