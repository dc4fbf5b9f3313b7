-- An email as it was after each save: what it says, published or waiting to be, under the name and in the state that it had.
create sequence email_revision_ids as bigint;

create table email_revisions (
  account_id   bigint not null,
  email_id     bigint not null,
  id           bigint not null default nextval('email_revision_ids'),
  name         text not null,
  definition   json not null,
  state        text not null,
  at           timestamptz not null,
  published_at timestamptz,
  -- The token that saved it, and what people called it then; unknown for what was saved before there were revisions.
  saved_by     text,
  saver_name   text,
  primary key (account_id, email_id, id)
);

insert into email_revisions (account_id, email_id, name, definition, state, at, published_at, saved_by)
select account_id, id, name, definition, state, updated_at, published_at, updated_by from marketing_emails
order by account_id, id;
