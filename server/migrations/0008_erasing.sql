-- Addresses of contacts that were erased for good, as hashes: that it was done can be shown, whose it was cannot be read.
create table erased_addresses (
  account_id   bigint not null references accounts,
  address_hash bytea not null,
  erased_at    timestamptz not null,
  primary key (account_id, address_hash)
);
