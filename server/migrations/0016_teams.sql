-- Teams have names and ids of their own; who is in one is said where the owners are. A user is an owner who is a person.

create sequence team_ids as bigint start 9000001;

create table teams (
  account_id bigint not null references accounts,
  id         bigint not null default nextval('team_ids'),
  name       text not null,
  primary key (account_id, id)
);

insert into teams (account_id, id, name)
select distinct on (owners.account_id, membership ->> 'id')
  owners.account_id, (membership ->> 'id')::bigint, membership ->> 'name'
from owners, jsonb_array_elements(owners.teams) membership
order by owners.account_id, membership ->> 'id', owners.id;
