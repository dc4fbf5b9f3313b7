create sequence form_submission_ids as bigint;

-- What forms were submitted with, as it is read back: newest first, form by form.
create table form_submissions (
  account_id   bigint not null,
  form_id      uuid not null,
  id           bigint not null default nextval('form_submission_ids'),
  contact_id   bigint not null,
  submitted_at timestamptz not null,
  page_url     text,
  -- {name, value, objectTypeId} for every value, as they came.
  answers      json not null,
  primary key (account_id, form_id, submitted_at, id)
);
-- By the contact, to erase what somebody has said.
create index form_submissions_by_contact on form_submissions (account_id, contact_id);
