-- When records have left a list, the latest only: whoever adds a row takes the earlier ones out that nobody else has in hand.
create sequence list_departure_ids as bigint;
create table list_departures (
  account_id bigint not null,
  list_id    bigint not null,
  left_at    timestamptz not null,
  id         bigint not null default nextval('list_departure_ids'),
  primary key (account_id, list_id, left_at, id)
);
