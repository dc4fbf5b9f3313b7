-- What people can subscribe to and unsubscribe from. Whether a contact has is in the contact's own properties
-- (hs_email_optout, hs_email_optout_<id>), which mail and flows read.

create sequence subscription_type_ids as bigint start 1001;

create table subscription_types (
  account_id           bigint not null references accounts,
  id                   bigint not null,
  name                 text not null,
  description          text not null,
  purpose              text,
  communication_method text,
  is_active            boolean not null default true,
  created_at           timestamptz not null,
  updated_at           timestamptz not null,
  primary key (account_id, id)
);

-- Why and when a contact's status was last set by a request; id 0 stands for all subscriptions at once.
create table subscription_reasons (
  account_id              bigint not null,
  record_id               bigint not null,
  subscription_id         bigint not null,
  status                  text not null,
  source                  text not null,
  legal_basis             text,
  legal_basis_explanation text,
  at                      timestamptz not null,
  primary key (account_id, record_id, subscription_id)
);
