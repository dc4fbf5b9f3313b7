-- Counted up when a secret of the account, or of one of its apps, is stored: processes know by it whether they know them all.
alter table accounts add column secrets_version bigint not null default 0;
