-- Before which instant history has been given up, by kind: that stays so when it is kept for ever again.
create table forgotten (
  account_id bigint not null references accounts (id),
  kind text not null,
  before timestamptz not null,
  primary key (account_id, kind)
);
insert into forgotten (account_id, kind, before)
  select account_id, kind, account_now(accounts.*) - days * interval '1 day' from retention join accounts on accounts.id = retention.account_id;
