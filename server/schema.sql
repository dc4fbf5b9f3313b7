-- What the migrations make. For reading; written by "npm run generate" (244db14fbee26503).

create type association_category as enum ('HUBSPOT_DEFINED', 'USER_DEFINED', 'INTEGRATOR_DEFINED', 'WORK');
create type enrollment_status as enum ('ACTIVE', 'COMPLETED', 'UNENROLLED', 'FAILED');
create type step_outcome as enum ('SUCCEEDED', 'FAILED', 'SKIPPED');

create sequence app_action_ids as bigint start 1000000000;
create sequence association_type_ids as integer start 1;
create sequence change_ids as bigint start 1 increment 32;
create sequence effect_ids as bigint start 1;
create sequence email_revision_ids as bigint start 1;
create sequence enrollment_ids as bigint start 1;
create sequence event_ids as bigint start 1;
create sequence event_type_ids as bigint start 1;
create sequence flow_ids as bigint start 100001;
create sequence form_submission_ids as bigint start 1;
create sequence job_ids as bigint start 1;
create sequence legacy_workflow_ids as integer start 1001;
create sequence list_departure_ids as bigint start 1;
create sequence list_folder_ids as bigint start 1;
create sequence list_ids as bigint start 1;
create sequence marketing_email_ids as bigint start 70010001;
create sequence object_type_ids as bigint start 1;
create sequence outbox_ids as bigint start 1;
create sequence outbox_rule_ids as bigint start 1;
create sequence owner_ids as bigint start 60000001;
create sequence owner_user_ids as integer start 5000001;
create sequence pause_ids as bigint start 1;
create sequence pipeline_ids as bigint start 100001;
create sequence property_index_ids as bigint start 1;
create sequence record_ids as bigint start 1001;
create sequence subscription_type_ids as bigint start 1001;
create sequence sweep_ids as bigint start 1;
create sequence team_ids as bigint start 9000001;

CREATE OR REPLACE FUNCTION account_now(account accounts)
 RETURNS timestamp with time zone
 LANGUAGE sql
AS $function$ select coalesce((account).clock_held_at, clock_timestamp() + (account).clock_offset) $function$;

CREATE OR REPLACE FUNCTION account_now(held_at timestamp with time zone, ahead interval)
 RETURNS timestamp with time zone
 LANGUAGE sql
AS $function$ select coalesce(held_at, clock_timestamp() + ahead) $function$;

CREATE OR REPLACE FUNCTION changes_of(of_account bigint, write bigint, of_type text, of_record bigint, its_kind text, its_before jsonb, its_after jsonb, its_instant timestamp with time zone, its_source jsonb, its_depth smallint, entries jsonb)
 RETURNS TABLE(account_id bigint, id bigint, object_type_id text, record_id bigint, kind text, before jsonb, after jsonb, at timestamp with time zone, source jsonb, depth smallint, write_id bigint)
 LANGUAGE sql
 STABLE
AS $function$
  select of_account, write + place - 1, of_type, of_record,
         case said ->> 0
           when 'c' then 'created' when 'u' then 'updated' when 'x' then 'archived' when 'r' then 'restored' when 'm' then 'merged'
           when 'a' then 'associated' when 'd' then 'disassociated' when 'e' then 'event' when 'j' then 'joined_list' when 'l' then 'left_list'
           else said ->> 0
         end,
         nullif(said -> 3, 'null'),
         case when jsonb_typeof(said -> 1) = 'array'
              then jsonb_build_object('objectTypeId', said -> 1 -> 0, 'id', said -> 1 -> 1, 'category', said -> 1 -> 2, 'typeId', said -> 1 -> 3)
              else nullif(said -> 1, 'null')
         end,
         its_instant,
         case when jsonb_typeof(its_source) = 'object' then its_source
              else jsonb_strip_nulls(jsonb_build_object(
                'type', its_source -> 0, 'id', its_source -> 1, 'enrollmentId', its_source -> 2, 'actionId', said -> 2))
         end,
         its_depth, write
  from jsonb_array_elements(
    coalesce(entries, jsonb_build_array(jsonb_build_array(its_kind, its_after, null, its_before)))
  ) with ordinality as entry (said, place)
  where said ->> 0 is not null
$function$;

CREATE OR REPLACE FUNCTION changes_of(write writes)
 RETURNS TABLE(account_id bigint, id bigint, object_type_id text, record_id bigint, kind text, before jsonb, after jsonb, at timestamp with time zone, source jsonb, depth smallint, write_id bigint)
 LANGUAGE sql
 STABLE
AS $function$
  select write.account_id, write.id + place - 1, write.object_type_id, write.record_id,
         case said ->> 0
           when 'c' then 'created' when 'u' then 'updated' when 'x' then 'archived' when 'r' then 'restored' when 'm' then 'merged'
           when 'a' then 'associated' when 'd' then 'disassociated' when 'e' then 'event' when 'j' then 'joined_list' when 'l' then 'left_list'
           else said ->> 0
         end,
         nullif(said -> 3, 'null'),
         case when jsonb_typeof(said -> 1) = 'array'
              then jsonb_build_object('objectTypeId', said -> 1 -> 0, 'id', said -> 1 -> 1, 'category', said -> 1 -> 2, 'typeId', said -> 1 -> 3)
              else nullif(said -> 1, 'null')
         end,
         write.at,
         case when jsonb_typeof(write.source) = 'object' then write.source
              else jsonb_strip_nulls(jsonb_build_object(
                'type', write.source -> 0, 'id', write.source -> 1, 'enrollmentId', write.source -> 2, 'actionId', said -> 2))
         end,
         write.depth, write.id
  from jsonb_array_elements(
    coalesce(write.entries, jsonb_build_array(jsonb_build_array(write.kind, write.after, null, write.before)))
  ) with ordinality as entry (said, place)
  where said ->> 0 is not null
$function$;

CREATE OR REPLACE FUNCTION delete_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  update writes set entries = jsonb_set(coalesce(entries, '[null]'), array[(old.id - id)::text], 'null')
  where account_id = old.account_id and record_id = old.record_id and id between old.id - 31 and old.id
    and old.id < id + jsonb_array_length(coalesce(entries, '[null]'));
  delete from writes
  where account_id = old.account_id and record_id = old.record_id and id between old.id - 31 and old.id
    and not jsonb_path_exists(entries, '$[*] ? (@ != null)');
  return old;
end $function$;

CREATE OR REPLACE FUNCTION delete_step()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  delete from turns
  where account_id = old.account_id and enrollment_id = old.enrollment_id and at = old.at and number <= old.number
    and old.number < number + jsonb_array_length(coalesce(entries, '[null]'));
  return old;
end $function$;

CREATE OR REPLACE FUNCTION insert_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  insert into writes (account_id, id, object_type_id, record_id, kind, before, after, at, source, depth)
  values (new.account_id, coalesce(new.id, nextval('change_ids')), new.object_type_id, new.record_id, new.kind, new.before, new.after, new.at,
          new.source, coalesce(new.depth, 0));
  return new;
end $function$;

CREATE OR REPLACE FUNCTION insert_step()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  insert into turns (account_id, flow_id, enrollment_id, number, record_id, revision_id, action_id, action_type, outcome, reason, detail, started_at, at)
  values (new.account_id, new.flow_id, new.enrollment_id, new.number, new.record_id, new.revision_id, new.action_id, new.action_type, new.outcome,
          new.reason, new.detail, new.started_at, new.at);
  return new;
end $function$;

CREATE OR REPLACE FUNCTION steps_of(of_account bigint, of_flow bigint, of_enrollment bigint, first integer, of_record bigint, revision bigint, its_action text, its_type text, its_outcome step_outcome, its_reason text, its_detail jsonb, its_start timestamp with time zone, its_instant timestamp with time zone, entries jsonb)
 RETURNS TABLE(account_id bigint, flow_id bigint, enrollment_id bigint, number integer, record_id bigint, revision_id bigint, action_id text, action_type text, outcome step_outcome, reason text, detail jsonb, started_at timestamp with time zone, at timestamp with time zone, turn integer, turn_outcome step_outcome)
 LANGUAGE sql
 STABLE
AS $function$
  select of_account, of_flow, of_enrollment, (first + place - 1)::integer, of_record, revision,
         said ->> 0, said ->> 1, coalesce(said ->> 3, 'SUCCEEDED')::step_outcome, said ->> 4, nullif(said -> 2, 'null'),
         coalesce(its_start, timestamptz 'epoch' + (said ->> 5)::float8 * interval '1 millisecond', its_instant), its_instant,
         first, its_outcome
  from jsonb_array_elements(
    coalesce(entries, jsonb_build_array(jsonb_build_array(its_action, its_type, its_detail, its_outcome, its_reason)))
  ) with ordinality as entry (said, place)
$function$;

CREATE OR REPLACE FUNCTION steps_of(turn turns)
 RETURNS TABLE(account_id bigint, flow_id bigint, enrollment_id bigint, number integer, record_id bigint, revision_id bigint, action_id text, action_type text, outcome step_outcome, reason text, detail jsonb, started_at timestamp with time zone, at timestamp with time zone, turn integer, turn_outcome step_outcome)
 LANGUAGE sql
 STABLE
AS $function$
  select turn.account_id, turn.flow_id, turn.enrollment_id, (turn.number + place - 1)::integer, turn.record_id, turn.revision_id,
         said ->> 0, said ->> 1, coalesce(said ->> 3, 'SUCCEEDED')::step_outcome, said ->> 4, nullif(said -> 2, 'null'),
         coalesce(turn.started_at, timestamptz 'epoch' + (said ->> 5)::float8 * interval '1 millisecond', turn.at), turn.at,
         turn.number, turn.outcome
  from jsonb_array_elements(
    coalesce(turn.entries, jsonb_build_array(jsonb_build_array(turn.action_id, turn.action_type, turn.detail, turn.outcome, turn.reason)))
  ) with ordinality as entry (said, place)
$function$;

CREATE OR REPLACE FUNCTION update_step()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  update turns set detail = case when entries is null then new.detail end,
                   entries = jsonb_set(entries, array[(old.number - number)::text, '2'], coalesce(new.detail, 'null'))
  where account_id = old.account_id and enrollment_id = old.enrollment_id and at = old.at
    and old.number between number and number + jsonb_array_length(coalesce(entries, '[null]')) - 1;
  return new;
end $function$;

create table access_tokens (
  account_id bigint not null,
  id bigint not null generated always as identity,
  token_hash bytea not null,
  name text not null,
  scopes text[] not null,
  created_at timestamp with time zone not null default now(),
  revoked_at timestamp with time zone,
  app_id integer,
  refresh_token_id bigint,
  expires_at timestamp with time zone,
  last_used_at timestamp with time zone,
  created_by bigint,
  configured boolean not null default false,
  constraint access_tokens_pkey PRIMARY KEY (account_id, id),
  constraint access_tokens_token_hash_key UNIQUE (token_hash),
  constraint access_tokens_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id)
);
CREATE INDEX access_tokens_by_app ON access_tokens USING btree (account_id, app_id) WHERE app_id IS NOT NULL;

create table accounts (
  id bigint not null generated by default as identity,
  name text not null,
  time_zone text not null default 'America/New_York'::text,
  currency text not null default 'USD'::text,
  clock_offset interval not null default '00:00:00'::interval,
  clock_held_at timestamp with time zone,
  schema_version bigint not null default 1,
  flows_version bigint not null default 1,
  created_at timestamp with time zone not null default now(),
  default_lifecycle_stage text default 'lead'::text,
  settings_saved_at timestamp with time zone,
  settings_saved_by jsonb,
  email_settings jsonb not null default '{}'::jsonb,
  company jsonb,
  secrets_version bigint not null default 0,
  address_key uuid not null default gen_random_uuid(),
  holidays jsonb not null default '[]'::jsonb,
  pauses integer not null default 0,
  pauses_enrollments boolean not null default false,
  clock_window_end timestamp with time zone,
  constraint accounts_pkey PRIMARY KEY (id)
);

create table action_adapters (
  account_id bigint not null,
  action_type_id text not null,
  url text not null,
  secret_name text,
  app_id integer,
  timeout_seconds integer,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  saved_by jsonb not null,
  constraint action_adapters_pkey PRIMARY KEY (account_id, action_type_id),
  constraint action_adapters_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id)
);

create table address_standings (
  account_id bigint not null,
  address_hash bytea not null,
  properties jsonb not null,
  kept_at timestamp with time zone not null,
  constraint address_standings_pkey PRIMARY KEY (account_id, address_hash),
  constraint address_standings_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id)
);

create table alert_log (
  account_id bigint not null,
  id bigint not null generated always as identity,
  rule_id bigint not null,
  rule_name text not null,
  kind text not null,
  flow_id bigint not null,
  action_id text not null,
  reason text not null,
  count integer not null,
  begun_at timestamp with time zone not null,
  at timestamp with time zone not null,
  effect_ids bigint[] not null,
  constraint alert_log_pkey PRIMARY KEY (account_id, id)
);
CREATE INDEX alert_log_by_time ON alert_log USING btree (account_id, at, id);

create table alert_rules (
  account_id bigint not null,
  id bigint not null generated always as identity,
  rule jsonb not null,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  saved_by jsonb not null,
  constraint alert_rules_pkey PRIMARY KEY (account_id, id),
  constraint alert_rules_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id)
);

create table alerts (
  account_id bigint not null,
  rule_id bigint not null,
  flow_id bigint not null,
  action_id text not null,
  reason text not null,
  begun_at timestamp with time zone not null,
  told_at timestamp with time zone not null,
  due_at timestamp with time zone not null,
  constraint alerts_pkey PRIMARY KEY (account_id, rule_id, flow_id, action_id, reason),
  constraint alerts_account_id_rule_id_fkey FOREIGN KEY (account_id, rule_id) REFERENCES alert_rules(account_id, id) ON DELETE CASCADE
);
CREATE INDEX alerts_by_time ON alerts USING btree (account_id, due_at) WHERE due_at > '-infinity'::timestamp with time zone;

create table app_action_functions (
  account_id bigint not null,
  definition_id bigint not null,
  function_type text not null,
  function_id text not null default ''::text,
  source text not null,
  constraint app_action_functions_pkey PRIMARY KEY (account_id, definition_id, function_type, function_id),
  constraint app_action_functions_account_id_definition_id_fkey FOREIGN KEY (account_id, definition_id) REFERENCES app_actions(account_id, id)
);

create table app_action_revisions (
  account_id bigint not null,
  definition_id bigint not null,
  revision_id integer not null,
  definition jsonb not null,
  functions jsonb not null,
  created_at timestamp with time zone not null,
  constraint app_action_revisions_pkey PRIMARY KEY (account_id, definition_id, revision_id),
  constraint app_action_revisions_account_id_definition_id_fkey FOREIGN KEY (account_id, definition_id) REFERENCES app_actions(account_id, id)
);

create table app_actions (
  account_id bigint not null,
  id bigint not null default nextval('app_action_ids'::regclass),
  app_id integer not null,
  revision_id integer not null default 1,
  definition jsonb not null,
  requires_object boolean not null default true,
  created_at timestamp with time zone not null,
  archived_at timestamp with time zone,
  constraint app_actions_pkey PRIMARY KEY (account_id, id),
  constraint app_actions_account_id_app_id_fkey FOREIGN KEY (account_id, app_id) REFERENCES apps(account_id, id),
  constraint app_actions_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id)
);
CREATE INDEX app_actions_by_app ON app_actions USING btree (account_id, app_id, id);

create table apps (
  account_id bigint not null,
  id integer not null generated always as identity,
  client_id text not null,
  secret_hash bytea not null,
  name text not null,
  redirect_uris text[] not null,
  scopes text[] not null,
  created_at timestamp with time zone not null default now(),
  deleted_at timestamp with time zone,
  secret_key_id text,
  secret_sealed bytea,
  constraint apps_pkey PRIMARY KEY (account_id, id),
  constraint apps_client_id_key UNIQUE (client_id),
  constraint apps_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id)
);

create table archive_erasures (
  account_id bigint not null,
  what text not null,
  id bigint not null,
  constraint archive_erasures_pkey PRIMARY KEY (account_id, what, id),
  constraint archive_erasures_what_check CHECK (what = ANY (ARRAY['RECORD'::text, 'PASSAGE'::text, 'EFFECT'::text]))
);

create table association_types (
  account_id bigint not null,
  category association_category not null,
  type_id integer not null,
  inverse_type_id integer not null,
  from_object_type_id text not null,
  to_object_type_id text not null,
  name text not null,
  label text,
  created_at timestamp with time zone not null,
  constraint association_types_pkey PRIMARY KEY (account_id, category, type_id),
  constraint association_types_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id)
);

create table associations (
  account_id bigint not null,
  from_object_type_id text not null,
  from_id bigint not null,
  to_object_type_id text not null,
  to_id bigint not null,
  category association_category not null,
  type_id integer not null,
  created_at timestamp with time zone not null,
  constraint associations_pkey PRIMARY KEY (account_id, from_object_type_id, from_id, to_object_type_id, category, type_id, to_id)
);

create table audit_entries (
  account_id bigint not null,
  id bigint not null generated always as identity,
  kind text not null,
  target_type text not null,
  target_id text,
  target_name text,
  summary text not null,
  detail jsonb not null default '{}'::jsonb,
  actor_kind text not null,
  token_id bigint,
  token_name text,
  app_id text,
  session_id text,
  client text,
  request_id text,
  at timestamp with time zone not null,
  noted_at timestamp with time zone not null default clock_timestamp(),
  constraint audit_entries_pkey PRIMARY KEY (account_id, id)
);
CREATE INDEX audit_entries_by_kind ON audit_entries USING btree (account_id, kind, at, id);
CREATE INDEX audit_entries_by_target ON audit_entries USING btree (account_id, target_type, target_id, at, id);
CREATE INDEX audit_entries_by_time ON audit_entries USING btree (account_id, at, id);
CREATE INDEX audit_entries_by_token ON audit_entries USING btree (account_id, token_id, at, id);

create unlogged table client_writes (
  account_id bigint not null,
  client text not null,
  "position" pg_lsn,
  noted_at timestamp with time zone not null,
  constraint client_writes_pkey PRIMARY KEY (account_id, client)
) with (fillfactor=50);

create table company_domains (
  account_id bigint not null,
  record_id bigint not null,
  domain text,
  constraint company_domains_pkey PRIMARY KEY (account_id, record_id)
);
CREATE INDEX company_domains_by_domain ON company_domains USING btree (account_id, domain, record_id) WHERE domain IS NOT NULL;

create table criteria_due (
  account_id bigint not null,
  reader text not null,
  reader_id bigint not null,
  object_type_id text not null,
  record_id bigint not null,
  due_at timestamp with time zone not null,
  constraint criteria_due_pkey PRIMARY KEY (account_id, reader, reader_id, record_id)
) with (fillfactor=85, autovacuum_vacuum_scale_factor=0.02, autovacuum_vacuum_threshold=1000);
CREATE INDEX criteria_due_by_time ON criteria_due USING btree (account_id, due_at) WHERE due_at > '-infinity'::timestamp with time zone;

create table deleted_list_memberships (
  account_id bigint not null,
  list_id bigint not null,
  record_id bigint not null,
  joined_at timestamp with time zone not null,
  constraint deleted_list_memberships_pkey PRIMARY KEY (account_id, list_id, record_id)
);

create table due_enrollments (
  account_id bigint not null,
  flow_id bigint not null,
  enrollment_id bigint not null,
  due_at timestamp with time zone not null,
  fell_due_at timestamp with time zone,
  constraint due_enrollments_pkey PRIMARY KEY (account_id, flow_id, enrollment_id)
) with (autovacuum_vacuum_scale_factor=0.02, autovacuum_vacuum_threshold=1000, autovacuum_vacuum_cost_delay=0);
CREATE INDEX due_enrollments_aside ON due_enrollments USING btree (account_id, flow_id, fell_due_at, enrollment_id) WHERE due_at = '-infinity'::timestamp with time zone;
CREATE INDEX due_enrollments_aside_all ON due_enrollments USING btree (account_id, fell_due_at, flow_id, enrollment_id) WHERE due_at = '-infinity'::timestamp with time zone;
CREATE INDEX due_enrollments_by_time ON due_enrollments USING btree (account_id, due_at) WHERE due_at > '-infinity'::timestamp with time zone;

create table effect_attempts (
  account_id bigint not null,
  effect_id bigint not null,
  number integer not null,
  started_at timestamp with time zone not null,
  at timestamp with time zone not null,
  duration_ms integer not null,
  outcome text not null,
  error text,
  request jsonb,
  response jsonb,
  constraint effect_attempts_pkey PRIMARY KEY (account_id, effect_id, number, at)
) partition by RANGE (at);

create table effect_workers (
  id uuid not null,
  seen_at timestamp with time zone not null,
  constraint effect_workers_pkey PRIMARY KEY (id)
);

create table effects (
  account_id bigint not null,
  id bigint not null default nextval('effect_ids'::regclass),
  kind text not null,
  idempotency_key text not null,
  flow_id bigint,
  enrollment_id bigint,
  action_id text,
  request jsonb not null,
  created_at timestamp with time zone not null,
  due_at timestamp with time zone not null,
  attempts integer not null default 0,
  lease_token uuid,
  lease_holder uuid,
  leased_until timestamp with time zone,
  finished_at timestamp with time zone,
  result jsonb,
  last_error text,
  last_tried_at timestamp with time zone,
  target text not null default ''::text,
  retry jsonb,
  awaiting_since timestamp with time zone,
  fell_due_at timestamp with time zone,
  constraint effects_pkey PRIMARY KEY (account_id, id)
) with (fillfactor=70, autovacuum_vacuum_scale_factor=0.02);
CREATE INDEX effects_aside ON effects USING btree (account_id, fell_due_at, id) WHERE finished_at IS NULL AND due_at = 'infinity'::timestamp with time zone;
CREATE INDEX effects_awaited_in_order ON effects USING btree (account_id, due_at, id) WHERE finished_at IS NULL AND awaiting_since IS NOT NULL AND due_at > '-infinity'::timestamp with time zone;
CREATE INDEX effects_by_flow ON effects USING btree (account_id, flow_id, (
CASE
    WHEN finished_at IS NULL THEN 'OPEN'::text
    WHEN (result ->> 'kind'::text) IS DISTINCT FROM 'failed'::text THEN 'DONE'::text
    WHEN (result ->> 'reason'::text) = ANY (ARRAY['CANCELLED'::text, 'FLOW_TURNED_OFF'::text]) THEN 'CANCELLED'::text
    ELSE 'FAILED'::text
END), created_at, id) WHERE flow_id > 0;
CREATE UNIQUE INDEX effects_by_key ON effects USING btree (account_id, idempotency_key) WHERE idempotency_key > ''::text;
CREATE INDEX effects_by_target ON effects USING btree (account_id, kind, target, due_at) WHERE finished_at IS NULL AND awaiting_since IS NULL;
CREATE INDEX effects_finished ON effects USING btree (account_id, enrollment_id, created_at, id) WHERE finished_at IS NOT NULL;
CREATE INDEX effects_in_order ON effects USING btree (account_id, due_at, id) WHERE finished_at IS NULL AND awaiting_since IS NULL AND due_at > '-infinity'::timestamp with time zone;
CREATE INDEX effects_of_callers ON effects USING btree (account_id, (
CASE
    WHEN finished_at IS NULL THEN 'OPEN'::text
    WHEN (result ->> 'kind'::text) IS DISTINCT FROM 'failed'::text THEN 'DONE'::text
    WHEN (result ->> 'reason'::text) = ANY (ARRAY['CANCELLED'::text, 'FLOW_TURNED_OFF'::text]) THEN 'CANCELLED'::text
    ELSE 'FAILED'::text
END), created_at, id) WHERE flow_id IS NULL;
CREATE INDEX effects_waiting ON effects USING btree (account_id, enrollment_id) WHERE finished_at IS NULL;
CREATE INDEX single_sends ON effects USING btree (account_id, (request ->> 'recordId'::text)) WHERE kind = 'single_send'::text;

create table email_revisions (
  account_id bigint not null,
  email_id bigint not null,
  id bigint not null default nextval('email_revision_ids'::regclass),
  name text not null,
  definition json not null,
  state text not null,
  at timestamp with time zone not null,
  published_at timestamp with time zone,
  saved_by text,
  saver_name text,
  constraint email_revisions_pkey PRIMARY KEY (account_id, email_id, id)
);

create table enrollments (
  account_id bigint not null,
  flow_id bigint not null,
  id bigint not null default nextval('enrollment_ids'::regclass),
  object_type_id text not null,
  record_id bigint not null,
  status enrollment_status not null default 'ACTIVE'::enrollment_status,
  ended bigint not null default 0,
  end_reason text,
  enrolled_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  trigger jsonb not null,
  depth smallint not null default 0,
  action_id text,
  revision_id bigint not null,
  step_count integer not null default 0,
  wait jsonb,
  outputs jsonb,
  entered boolean not null default true,
  converted_at timestamp with time zone,
  paused jsonb,
  constraint enrollments_pkey PRIMARY KEY (account_id, flow_id, id)
) with (fillfactor=85, autovacuum_vacuum_scale_factor=0.05);
CREATE UNIQUE INDEX enrollments_active ON enrollments USING btree (account_id, flow_id, record_id) WHERE ended = 0;
CREATE INDEX enrollments_by_record ON enrollments USING btree (account_id, record_id, flow_id, id) WHERE record_id > 0;
CREATE INDEX enrollments_by_time ON enrollments USING btree (account_id, flow_id, enrolled_at, id) WHERE enrolled_at > '-infinity'::timestamp with time zone;
CREATE INDEX enrollments_cut_short ON enrollments USING btree (account_id, flow_id, status, enrolled_at, id) WHERE ended > 0 AND status <> 'COMPLETED'::enrollment_status;
CREATE INDEX enrollments_paused ON enrollments USING btree (account_id, flow_id, id) WHERE paused IS NOT NULL;

create table erased_addresses (
  account_id bigint not null,
  address_hash bytea not null,
  erased_at timestamp with time zone not null,
  constraint erased_addresses_pkey PRIMARY KEY (account_id, address_hash),
  constraint erased_addresses_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id)
);

create table error_states (
  account_id bigint not null,
  flow_id bigint not null,
  action_id text not null,
  reason text not null,
  state text not null,
  until timestamp with time zone,
  at timestamp with time zone not null,
  saved_by jsonb not null,
  constraint error_states_pkey PRIMARY KEY (account_id, flow_id, action_id, reason),
  constraint error_states_state_check CHECK (state = ANY (ARRAY['FIXED'::text, 'REMIND_LATER'::text, 'IGNORED'::text]))
);

create table event_marks (
  account_id bigint not null,
  mark text not null,
  at timestamp with time zone not null,
  constraint event_marks_pkey PRIMARY KEY (account_id, mark)
);

create table event_types (
  account_id bigint not null,
  id text not null,
  name text not null,
  label text not null,
  description text,
  primary_object_type_id text not null,
  properties jsonb not null,
  matching jsonb,
  header_template text,
  detail_template text,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  archived_at timestamp with time zone,
  constraint event_types_pkey PRIMARY KEY (account_id, id),
  constraint event_types_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id)
);
CREATE UNIQUE INDEX event_types_by_name ON event_types USING btree (account_id, name) WHERE archived_at IS NULL;

create table events (
  account_id bigint not null,
  id bigint not null default nextval('event_ids'::regclass),
  object_type_id text not null,
  record_id bigint not null,
  event_type_id text not null,
  properties jsonb not null default '{}'::jsonb,
  occurred_at timestamp with time zone not null,
  at timestamp with time zone not null,
  constraint events_pkey PRIMARY KEY (account_id, object_type_id, record_id, event_type_id, id, at)
) partition by RANGE (at);
CREATE INDEX events_by_time ON ONLY events USING btree (account_id, occurred_at, id) WHERE occurred_at > '-infinity'::timestamp with time zone;
CREATE INDEX events_of_records ON ONLY events USING btree (account_id, object_type_id, record_id, occurred_at, id) WHERE record_id > 0;

create table flow_pins (
  account_id bigint not null,
  flow_id bigint not null,
  after_id bigint not null,
  up_to_id bigint not null,
  revision_id bigint not null,
  constraint flow_pins_pkey PRIMARY KEY (account_id, flow_id, up_to_id)
);

create table flow_policies (
  account_id bigint not null,
  flow_id bigint not null,
  version integer not null,
  document jsonb,
  updated_at timestamp with time zone not null,
  saved_by jsonb,
  constraint flow_policies_pkey PRIMARY KEY (account_id, flow_id)
);

create table flow_revisions (
  account_id bigint not null,
  flow_id bigint not null,
  revision_id bigint not null,
  definition json not null,
  created_at timestamp with time zone not null,
  saved_by jsonb,
  restored_from bigint,
  constraint flow_revisions_pkey PRIMARY KEY (account_id, flow_id, revision_id),
  constraint flow_revisions_account_id_flow_id_fkey FOREIGN KEY (account_id, flow_id) REFERENCES flows(account_id, id)
);

create table flow_schedules (
  account_id bigint not null,
  flow_id bigint not null,
  after_day text not null,
  due_at timestamp with time zone,
  constraint flow_schedules_pkey PRIMARY KEY (account_id, flow_id)
);
CREATE INDEX flow_schedules_by_time ON flow_schedules USING btree (account_id, due_at) WHERE due_at > '-infinity'::timestamp with time zone;

create table flow_watches (
  account_id bigint not null,
  flow_id bigint not null,
  after_change bigint not null,
  constraint flow_watches_pkey PRIMARY KEY (account_id, flow_id)
);

create table flows (
  account_id bigint not null,
  id bigint not null default nextval('flow_ids'::regclass),
  legacy_id integer,
  object_type_id text not null,
  name text,
  is_enabled boolean not null,
  revision_id bigint not null,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  deleted_at timestamp with time zone,
  flow_type text not null default 'WORKFLOW'::text,
  uuid text,
  next_action_id numeric not null default 1,
  used_action_ids text[] not null default '{}'::text[],
  touched_properties text[] not null default '{}'::text[],
  constraint flows_pkey PRIMARY KEY (account_id, id),
  constraint flows_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id)
);
CREATE UNIQUE INDEX flows_by_legacy_id ON flows USING btree (account_id, legacy_id) WHERE legacy_id IS NOT NULL;

create table forgotten (
  account_id bigint not null,
  kind text not null,
  before timestamp with time zone not null,
  constraint forgotten_pkey PRIMARY KEY (account_id, kind),
  constraint forgotten_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id)
);

create table form_submissions (
  account_id bigint not null,
  form_id uuid not null,
  id bigint not null default nextval('form_submission_ids'::regclass),
  contact_id bigint not null,
  submitted_at timestamp with time zone not null,
  page_url text,
  answers json not null,
  constraint form_submissions_pkey PRIMARY KEY (account_id, form_id, submitted_at, id)
);
CREATE INDEX form_submissions_by_contact ON form_submissions USING btree (account_id, contact_id);

create table forms (
  account_id bigint not null,
  id uuid not null,
  name text not null,
  definition json not null,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  archived_at timestamp with time zone,
  constraint forms_pkey PRIMARY KEY (account_id, id),
  constraint forms_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id)
);

create table hand_offs (
  account_id bigint not null,
  id bigint not null generated always as identity,
  action_type_id text not null,
  object_type_id text not null,
  record_id bigint not null,
  flow_id bigint not null,
  enrollment_id bigint not null,
  action_id text not null,
  content jsonb not null,
  at timestamp with time zone not null,
  done_at timestamp with time zone,
  constraint hand_offs_pkey PRIMARY KEY (account_id, id),
  constraint hand_offs_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id)
);
CREATE INDEX hand_offs_open ON hand_offs USING btree (account_id, id) WHERE done_at IS NULL;

create table indexed_values (
  account_id bigint not null,
  index_id bigint not null,
  value text collate "C" not null,
  record_id bigint not null,
  constraint indexed_values_pkey PRIMARY KEY (account_id, index_id, value, record_id)
);

create table jobs (
  account_id bigint not null,
  id bigint not null default nextval('job_ids'::regclass),
  kind text not null,
  state text not null default 'QUEUED'::text,
  done_by text not null,
  asked jsonb not null,
  asked_by jsonb,
  scopes text[] not null default '{}'::text[],
  place jsonb,
  done bigint not null default 0,
  total bigint,
  outcomes jsonb not null default '{}'::jsonb,
  result jsonb,
  error text,
  created_at timestamp with time zone not null,
  started_at timestamp with time zone,
  worked_at timestamp with time zone,
  finished_at timestamp with time zone,
  turn bigint not null generated by default as identity,
  constraint jobs_pkey PRIMARY KEY (account_id, id),
  constraint jobs_done_by_check CHECK (done_by = ANY (ARRAY['LANE'::text, 'ITSELF'::text])),
  constraint jobs_state_check CHECK (state = ANY (ARRAY['QUEUED'::text, 'RUNNING'::text, 'DONE'::text, 'FAILED'::text, 'CANCELLED'::text]))
) with (fillfactor=70);
CREATE INDEX jobs_open ON jobs USING btree (account_id, id) WHERE state = ANY (ARRAY['QUEUED'::text, 'RUNNING'::text]);

create table kept_triggers (
  account_id bigint not null,
  flow_id bigint not null,
  object_type_id text not null,
  record_id bigint not null,
  enrollment_id bigint not null,
  trigger jsonb not null,
  depth smallint not null,
  at timestamp with time zone not null,
  ready_at timestamp with time zone,
  constraint kept_triggers_pkey PRIMARY KEY (account_id, flow_id, record_id)
);
CREATE INDEX kept_triggers_ready ON kept_triggers USING btree (account_id, ready_at) WHERE ready_at > '-infinity'::timestamp with time zone;

create table list_departures (
  account_id bigint not null,
  list_id bigint not null,
  left_at timestamp with time zone not null,
  id bigint not null default nextval('list_departure_ids'::regclass),
  constraint list_departures_pkey PRIMARY KEY (account_id, list_id, left_at, id)
);

create table list_folders (
  account_id bigint not null,
  id bigint not null default nextval('list_folder_ids'::regclass),
  parent_id bigint not null default 0,
  name text not null,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  constraint list_folders_pkey PRIMARY KEY (account_id, id),
  constraint list_folders_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id)
);

create table list_memberships (
  account_id bigint not null,
  list_id bigint not null,
  record_id bigint not null,
  joined_at timestamp with time zone not null default now(),
  constraint list_memberships_pkey PRIMARY KEY (account_id, list_id, record_id)
) with (autovacuum_vacuum_scale_factor=0.05);
CREATE INDEX list_memberships_by_joining ON list_memberships USING btree (account_id, list_id, joined_at, record_id) WHERE joined_at > '-infinity'::timestamp with time zone;
CREATE INDEX list_memberships_by_record ON list_memberships USING btree (account_id, record_id, list_id) WHERE record_id > 0;

create table list_watches (
  account_id bigint not null,
  list_id bigint not null,
  after_change bigint not null,
  saved_at timestamp with time zone not null,
  is_quiet boolean not null,
  until_change bigint,
  constraint list_watches_pkey PRIMARY KEY (account_id, list_id)
);

create table lists (
  account_id bigint not null,
  id bigint not null default nextval('list_ids'::regclass),
  object_type_id text not null,
  name text not null,
  processing_type text not null,
  processing_status text not null default 'COMPLETE'::text,
  filter_branch json,
  version integer not null default 1,
  folder_id bigint not null default 0,
  custom_properties jsonb not null default '{}'::jsonb,
  membership_settings jsonb,
  list_permissions jsonb,
  created_by text,
  updated_by text,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  filters_updated_at timestamp with time zone,
  edited_at timestamp with time zone[] not null default '{}'::timestamp with time zone[],
  deleted_at timestamp with time zone,
  constraint lists_pkey PRIMARY KEY (account_id, id),
  constraint lists_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id),
  constraint lists_processing_type_check CHECK (processing_type = ANY (ARRAY['MANUAL'::text, 'SNAPSHOT'::text, 'DYNAMIC'::text]))
);
CREATE UNIQUE INDEX lists_by_name ON lists USING btree (account_id, object_type_id, lower(name)) WHERE deleted_at IS NULL;

create table mailed_passages (
  account_id bigint not null,
  flow_id bigint not null,
  enrollment_id bigint not null,
  constraint mailed_passages_pkey PRIMARY KEY (account_id, flow_id, enrollment_id)
);

create table mails (
  account_id bigint not null,
  id bigint not null generated always as identity,
  message_id text not null,
  email_id bigint,
  object_type_id text,
  record_id bigint,
  flow_id bigint,
  enrollment_id bigint,
  action_id text,
  sender text not null,
  recipient text not null,
  reply_to text,
  subject text not null,
  html text,
  plain_text text,
  delivery text not null,
  at timestamp with time zone not null,
  cc text,
  bcc text,
  effect_id bigint,
  opens integer not null default 0,
  clicks integer not null default 0,
  list_unsubscribe text,
  complained_at timestamp with time zone,
  is_internal boolean not null default false,
  constraint mails_pkey PRIMARY KEY (account_id, id),
  constraint mails_account_id_message_id_key UNIQUE (account_id, message_id)
);
CREATE INDEX mails_by_effect ON mails USING btree (account_id, effect_id) WHERE effect_id > 0;
CREATE INDEX mails_by_record ON mails USING btree (account_id, record_id, at, id) WHERE record_id > 0;
CREATE INDEX mails_by_time ON mails USING btree (account_id, at) WHERE email_id IS NOT NULL;

create table marketing_emails (
  account_id bigint not null,
  id bigint not null default nextval('marketing_email_ids'::regclass),
  name text not null,
  definition json not null,
  state text not null,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  published_at timestamp with time zone,
  archived_at timestamp with time zone,
  created_by text,
  updated_by text,
  constraint marketing_emails_pkey PRIMARY KEY (account_id, id),
  constraint marketing_emails_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id)
);

create table migrations (
  file text not null,
  applied_at timestamp with time zone not null default now(),
  checksum text,
  constraint migrations_pkey PRIMARY KEY (file)
);

create table notifications (
  account_id bigint not null,
  id bigint not null generated always as identity,
  user_id integer not null,
  object_type_id text not null,
  record_id bigint not null,
  flow_id bigint not null,
  enrollment_id bigint not null,
  action_id text not null,
  subject text not null,
  body text not null,
  at timestamp with time zone not null,
  read_at timestamp with time zone,
  constraint notifications_pkey PRIMARY KEY (account_id, id),
  constraint notifications_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id)
);
CREATE INDEX notifications_by_user ON notifications USING btree (account_id, user_id, id) WHERE user_id > 0;

create table oauth_codes (
  account_id bigint not null,
  code_hash bytea not null,
  app_id integer not null,
  redirect_uri text not null,
  scopes text[] not null,
  code_challenge text,
  expires_at timestamp with time zone not null,
  used_at timestamp with time zone,
  refresh_token_id bigint,
  constraint oauth_codes_pkey PRIMARY KEY (code_hash),
  constraint oauth_codes_account_id_app_id_fkey FOREIGN KEY (account_id, app_id) REFERENCES apps(account_id, id)
);

create table object_types (
  account_id bigint not null,
  id text not null,
  name text not null,
  labels jsonb not null,
  description text,
  primary_display_property text,
  secondary_display_properties text[] not null default '{}'::text[],
  searchable_properties text[] not null default '{}'::text[],
  required_properties text[] not null default '{}'::text[],
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  archived_at timestamp with time zone,
  constraint object_types_pkey PRIMARY KEY (account_id, id),
  constraint object_types_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id)
);
CREATE UNIQUE INDEX object_types_by_name ON object_types USING btree (account_id, name) WHERE archived_at IS NULL;

create table outbox (
  account_id bigint not null,
  id bigint not null default nextval('outbox_ids'::regclass),
  at timestamp with time zone not null,
  kind text not null,
  method text not null,
  url text not null,
  host text not null,
  headers jsonb not null,
  body bytea,
  idempotency_key text,
  object_type_id text,
  record_id bigint,
  flow_id bigint,
  enrollment_id bigint,
  action_id text,
  rule_id bigint,
  status integer,
  constraint outbox_pkey PRIMARY KEY (account_id, id),
  constraint outbox_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id)
);

create table outbox_rules (
  account_id bigint not null,
  id bigint not null default nextval('outbox_rule_ids'::regclass),
  url_pattern text not null,
  method text,
  answer jsonb not null,
  times integer,
  used integer not null default 0,
  created_at timestamp with time zone not null,
  constraint outbox_rules_pkey PRIMARY KEY (account_id, id),
  constraint outbox_rules_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id)
);

create table owners (
  account_id bigint not null,
  id bigint not null default nextval('owner_ids'::regclass),
  user_id integer not null default nextval('owner_user_ids'::regclass),
  email text,
  first_name text,
  last_name text,
  type text not null default 'PERSON'::text,
  teams jsonb not null default '[]'::jsonb,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  archived_at timestamp with time zone,
  constraint owners_pkey PRIMARY KEY (account_id, id),
  constraint owners_account_id_user_id_key UNIQUE (account_id, user_id),
  constraint owners_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id),
  constraint owners_type_check CHECK (type = ANY (ARRAY['PERSON'::text, 'QUEUE'::text]))
);
CREATE UNIQUE INDEX owners_by_email ON owners USING btree (account_id, lower(email)) WHERE archived_at IS NULL;

create table paces (
  account_id bigint not null,
  flow_id bigint not null,
  action_id text not null,
  next_at timestamp with time zone not null,
  constraint paces_pkey PRIMARY KEY (account_id, flow_id, action_id)
) with (fillfactor=50);

create table pauses (
  account_id bigint not null,
  id bigint not null default nextval('pause_ids'::regclass),
  flow_id bigint not null,
  "time" text not null,
  reason text,
  since timestamp with time zone not null,
  paused_by jsonb,
  resumed_at timestamp with time zone,
  resumed_by jsonb,
  settled_at timestamp with time zone,
  constraint pauses_pkey PRIMARY KEY (account_id, id),
  constraint pauses_time_check CHECK ("time" = ANY (ARRAY['STANDS_STILL'::text, 'GOES_ON'::text]))
);
CREATE UNIQUE INDEX pauses_open ON pauses USING btree (account_id, flow_id) WHERE resumed_at IS NULL;
CREATE INDEX pauses_unsettled ON pauses USING btree (account_id, flow_id) WHERE settled_at IS NULL;

create table pending_changes (
  account_id bigint not null,
  change_id bigint not null,
  object_type_id text not null,
  record_id bigint not null,
  at timestamp with time zone not null,
  lane smallint not null default '-1'::integer,
  constraint pending_changes_pkey PRIMARY KEY (account_id, lane, change_id),
  constraint pending_changes_lane_check CHECK (lane >= '-1'::integer AND lane <= 7)
) with (autovacuum_vacuum_scale_factor=0.02, autovacuum_vacuum_threshold=1000, autovacuum_vacuum_cost_delay=0);

create table pipeline_audits (
  account_id bigint not null,
  object_type_id text not null,
  pipeline_id text not null,
  id bigint not null generated always as identity,
  stage_id text,
  action text not null,
  token_id text not null,
  object jsonb not null,
  at timestamp with time zone not null,
  constraint pipeline_audits_pkey PRIMARY KEY (account_id, object_type_id, pipeline_id, id),
  constraint pipeline_audits_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id)
);

create table pipelines (
  account_id bigint not null,
  object_type_id text not null,
  id text not null,
  label text not null,
  display_order integer not null,
  stages jsonb not null,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  archived_at timestamp with time zone,
  constraint pipelines_pkey PRIMARY KEY (account_id, object_type_id, id),
  constraint pipelines_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id)
);

create table properties (
  account_id bigint not null,
  object_type_id text not null,
  name text not null,
  definition jsonb not null,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  archived_at timestamp with time zone,
  constraint properties_pkey PRIMARY KEY (account_id, object_type_id, name),
  constraint properties_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id)
);

create table property_groups (
  account_id bigint not null,
  object_type_id text not null,
  name text not null,
  label text not null,
  display_order integer not null default '-1'::integer,
  archived_at timestamp with time zone,
  constraint property_groups_pkey PRIMARY KEY (account_id, object_type_id, name),
  constraint property_groups_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id)
);

create table property_indexes (
  account_id bigint not null,
  id bigint not null default nextval('property_index_ids'::regclass),
  object_type_id text not null,
  property text not null,
  state text not null default 'BUILDING'::text,
  flow_ids bigint[] not null,
  job_id bigint not null,
  created_at timestamp with time zone not null,
  ready_at timestamp with time zone,
  constraint property_indexes_pkey PRIMARY KEY (account_id, id),
  constraint property_indexes_account_id_object_type_id_property_key UNIQUE (account_id, object_type_id, property),
  constraint property_indexes_state_check CHECK (state = ANY (ARRAY['BUILDING'::text, 'READY'::text]))
);

create table records (
  account_id bigint not null,
  object_type_id text not null,
  id bigint not null default nextval('record_ids'::regclass),
  properties jsonb not null default '{}'::jsonb,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  archived_at timestamp with time zone,
  created_by_flow bigint,
  merged_into bigint,
  constraint records_pkey PRIMARY KEY (account_id, object_type_id, id)
) with (fillfactor=80, autovacuum_vacuum_scale_factor=0.05);
CREATE INDEX records_by_merged_into ON records USING btree (account_id, merged_into) WHERE merged_into IS NOT NULL;

create table refresh_tokens (
  account_id bigint not null,
  id bigint not null generated always as identity,
  token_hash bytea not null,
  app_id integer not null,
  scopes text[] not null,
  created_at timestamp with time zone not null default now(),
  revoked_at timestamp with time zone,
  constraint refresh_tokens_pkey PRIMARY KEY (account_id, id),
  constraint refresh_tokens_token_hash_key UNIQUE (token_hash),
  constraint refresh_tokens_account_id_app_id_fkey FOREIGN KEY (account_id, app_id) REFERENCES apps(account_id, id)
);

create table retention (
  account_id bigint not null,
  kind text not null,
  days integer not null,
  place text,
  due_at timestamp with time zone not null,
  deleted bigint not null default 0,
  swept_at timestamp with time zone,
  saved_at timestamp with time zone not null,
  saved_by jsonb not null,
  disposal text not null default 'DELETE'::text,
  constraint retention_pkey PRIMARY KEY (account_id, kind),
  constraint retention_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id),
  constraint retention_days_check CHECK (days > 0),
  constraint retention_disposal_check CHECK (disposal = ANY (ARRAY['DELETE'::text, 'ARCHIVE'::text]))
);

create table rotations (
  account_id bigint not null,
  flow_id bigint not null,
  action_id text not null,
  turns jsonb not null default '{}'::jsonb,
  constraint rotations_pkey PRIMARY KEY (account_id, flow_id, action_id)
) with (fillfactor=50, autovacuum_vacuum_scale_factor=0.02, autovacuum_vacuum_threshold=100, autovacuum_vacuum_cost_delay=0);

create table search_indexes (
  account_id bigint not null,
  id bigint not null default nextval('property_index_ids'::regclass),
  object_type_id text not null,
  property text not null,
  kind text not null,
  compares text not null,
  state text not null default 'BUILDING'::text,
  wanted_by text not null,
  job_id bigint not null,
  created_at timestamp with time zone not null,
  ready_at timestamp with time zone,
  used_at timestamp with time zone,
  constraint search_indexes_pkey PRIMARY KEY (account_id, id),
  constraint search_indexes_account_id_object_type_id_property_kind_key UNIQUE (account_id, object_type_id, property, kind),
  constraint search_indexes_compares_check CHECK (compares = ANY (ARRAY['TEXT'::text, 'NUMBER'::text, 'EXACT'::text, 'CHOICES'::text])),
  constraint search_indexes_kind_check CHECK (kind = ANY (ARRAY['VALUES'::text, 'WORDS'::text])),
  constraint search_indexes_state_check CHECK (state = ANY (ARRAY['BUILDING'::text, 'READY'::text, 'REMOVED'::text])),
  constraint search_indexes_wanted_by_check CHECK (wanted_by = ANY (ARRAY['REQUEST'::text, 'SEARCHES'::text, 'FILTERS'::text]))
);

create table search_values (
  account_id bigint not null,
  index_id bigint not null,
  value text collate "C" not null,
  record_id bigint not null,
  constraint search_values_pkey PRIMARY KEY (account_id, index_id, value, record_id)
) with (autovacuum_vacuum_scale_factor=0.05, autovacuum_vacuum_insert_scale_factor=0.05);
CREATE INDEX search_values_joined ON search_values USING btree (account_id, index_id, record_id) WHERE POSITION((';'::text) IN (value)) > 0;

create table secrets (
  account_id bigint not null,
  name text not null,
  key_id text not null,
  sealed bytea not null,
  characters integer not null,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  saved_by jsonb,
  constraint secrets_pkey PRIMARY KEY (account_id, name),
  constraint secrets_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id)
);

create table sign_in_codes (
  account_id bigint not null,
  code_hash bytea not null,
  token_id bigint not null,
  expires_at timestamp with time zone not null,
  constraint sign_in_codes_pkey PRIMARY KEY (code_hash),
  constraint sign_in_codes_account_id_token_id_fkey FOREIGN KEY (account_id, token_id) REFERENCES access_tokens(account_id, id)
);

create table step_counts (
  account_id bigint not null,
  flow_id bigint not null,
  action_id text not null,
  hour timestamp with time zone not null,
  outcome step_outcome not null,
  reason text not null,
  branch text not null,
  count bigint not null,
  last_at timestamp with time zone not null,
  constraint step_counts_pkey PRIMARY KEY (account_id, flow_id, action_id, hour, outcome, reason, branch)
) with (fillfactor=70, autovacuum_vacuum_scale_factor=0.02);
CREATE INDEX step_counts_failed ON step_counts USING btree (account_id, (flow_id + 0)) WHERE outcome = 'FAILED'::step_outcome;

create table step_failures (
  account_id bigint not null,
  id bigint not null generated always as identity,
  flow_id bigint not null,
  action_id text not null,
  reason text not null,
  at timestamp with time zone not null,
  constraint step_failures_pkey PRIMARY KEY (account_id, id)
) with (autovacuum_vacuum_scale_factor=0.02, autovacuum_vacuum_threshold=1000, autovacuum_vacuum_cost_delay=0);

create table step_tallies (
  account_id bigint not null,
  id bigint not null generated always as identity,
  flow_id bigint not null,
  action_id text not null,
  hour timestamp with time zone not null,
  outcome step_outcome not null,
  reason text not null,
  branch text not null,
  count integer not null,
  last_at timestamp with time zone not null,
  noted_at timestamp with time zone not null default clock_timestamp(),
  constraint step_tallies_pkey PRIMARY KEY (account_id, id)
) with (autovacuum_vacuum_scale_factor=0.02, autovacuum_vacuum_threshold=1000, autovacuum_vacuum_cost_delay=0);

create table subscription_reasons (
  account_id bigint not null,
  record_id bigint not null,
  subscription_id bigint not null,
  status text not null,
  source text not null,
  legal_basis text,
  legal_basis_explanation text,
  at timestamp with time zone not null,
  constraint subscription_reasons_pkey PRIMARY KEY (account_id, record_id, subscription_id)
);

create table subscription_types (
  account_id bigint not null,
  id bigint not null,
  name text not null,
  description text not null,
  purpose text,
  communication_method text,
  is_active boolean not null default true,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  constraint subscription_types_pkey PRIMARY KEY (account_id, id),
  constraint subscription_types_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id)
);

create table sweeps (
  account_id bigint not null,
  id bigint not null default nextval('sweep_ids'::regclass),
  kind text not null,
  reader text not null,
  reader_id bigint not null,
  object_type_id text not null,
  status text not null default 'RUNNING'::text,
  after_id bigint not null default 0,
  last_id bigint not null,
  total bigint not null default 0,
  looked bigint not null default 0,
  found bigint not null default 0,
  outcomes jsonb not null default '{}'::jsonb,
  message text,
  created_at timestamp with time zone not null,
  finished_at timestamp with time zone,
  enrolls boolean not null default true,
  after_change bigint,
  occurred_at timestamp with time zone,
  constraint sweeps_pkey PRIMARY KEY (account_id, id),
  constraint sweeps_status_check CHECK (status = ANY (ARRAY['RUNNING'::text, 'COMPLETE'::text, 'CANCELED'::text, 'FAILED'::text]))
);
CREATE INDEX sweeps_by_reader ON sweeps USING btree (account_id, reader, reader_id, id);
CREATE INDEX sweeps_running ON sweeps USING btree (account_id, id) WHERE status = 'RUNNING'::text;

create table teams (
  account_id bigint not null,
  id bigint not null default nextval('team_ids'::regclass),
  name text not null,
  constraint teams_pkey PRIMARY KEY (account_id, id),
  constraint teams_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id)
);

create table turns (
  account_id bigint not null,
  flow_id bigint not null,
  enrollment_id bigint not null,
  number integer not null,
  record_id bigint not null,
  revision_id bigint not null,
  action_id text,
  action_type text,
  outcome step_outcome not null,
  reason text,
  detail jsonb,
  started_at timestamp with time zone,
  at timestamp with time zone not null,
  entries jsonb
) partition by RANGE (at);
CREATE INDEX turns_by_time ON ONLY turns USING btree (account_id, flow_id, at, enrollment_id, number);
CREATE INDEX turns_not_done ON ONLY turns USING btree (account_id, at, enrollment_id, number) WHERE outcome <> 'SUCCEEDED'::step_outcome;
CREATE INDEX turns_not_done_of_flow ON ONLY turns USING btree (account_id, (flow_id + 0), at, enrollment_id, number) WHERE outcome <> 'SUCCEEDED'::step_outcome;
CREATE INDEX turns_of_passages ON ONLY turns USING btree (account_id, enrollment_id, number);

create table unique_values (
  account_id bigint not null,
  object_type_id text not null,
  property text not null,
  value text not null,
  record_id bigint not null,
  constraint unique_values_pkey PRIMARY KEY (account_id, object_type_id, property, value)
);
CREATE INDEX unique_values_by_record ON unique_values USING btree (account_id, object_type_id, record_id) WHERE record_id > 0;

create table visitors (
  account_id bigint not null,
  utk text not null,
  record_id bigint not null,
  seen_at timestamp with time zone not null,
  constraint visitors_pkey PRIMARY KEY (account_id, utk)
);
CREATE INDEX visitors_by_record ON visitors USING btree (account_id, record_id) WHERE record_id > 0;

create table wait_recounts (
  account_id bigint not null,
  flow_id bigint not null default 0,
  record_id bigint not null default 0,
  since timestamp with time zone not null,
  constraint wait_recounts_pkey PRIMARY KEY (account_id),
  constraint wait_recounts_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id)
);

create table wake_keys (
  account_id bigint not null,
  key text collate "C" not null,
  flow_id bigint not null,
  enrollment_id bigint not null,
  constraint wake_keys_pkey PRIMARY KEY (account_id, key, enrollment_id)
) with (autovacuum_vacuum_scale_factor=0.02, autovacuum_vacuum_threshold=1000, autovacuum_vacuum_cost_delay=0);

create table web_sessions (
  account_id bigint not null,
  id bigint not null generated always as identity,
  secret_hash bytea not null,
  token_id bigint not null,
  created_at timestamp with time zone not null default now(),
  last_used_at timestamp with time zone not null default now(),
  constraint web_sessions_pkey PRIMARY KEY (account_id, id),
  constraint web_sessions_secret_hash_key UNIQUE (secret_hash),
  constraint web_sessions_account_id_token_id_fkey FOREIGN KEY (account_id, token_id) REFERENCES access_tokens(account_id, id)
);

create table writes (
  account_id bigint not null,
  id bigint not null default nextval('change_ids'::regclass),
  object_type_id text not null,
  record_id bigint not null,
  kind text,
  before jsonb,
  after jsonb,
  at timestamp with time zone not null,
  source jsonb not null,
  depth smallint not null default 0,
  entries jsonb
) partition by RANGE (at);
CREATE INDEX writes_of_records ON ONLY writes USING btree (account_id, record_id, id);

create view logged_changes as
 SELECT change.account_id,
    change.id,
    change.object_type_id,
    change.record_id,
    change.kind,
    change.before,
    change.after,
    change.at,
    change.source,
    change.depth,
    change.write_id
   FROM writes
     CROSS JOIN LATERAL changes_of(writes.account_id, writes.id, writes.object_type_id, writes.record_id, writes.kind, writes.before, writes.after, writes.at, writes.source, writes.depth, writes.entries) change(account_id, id, object_type_id, record_id, kind, before, after, at, source, depth, write_id);

create view changes as
 SELECT account_id,
    id,
    object_type_id,
    record_id,
    kind,
    before,
    after,
    at,
    source,
    depth
   FROM logged_changes;
CREATE TRIGGER delete_change INSTEAD OF DELETE ON changes FOR EACH ROW EXECUTE FUNCTION delete_change();
CREATE TRIGGER insert_change INSTEAD OF INSERT ON changes FOR EACH ROW EXECUTE FUNCTION insert_change();

create view logged_steps as
 SELECT step.account_id,
    step.flow_id,
    step.enrollment_id,
    step.number,
    step.record_id,
    step.revision_id,
    step.action_id,
    step.action_type,
    step.outcome,
    step.reason,
    step.detail,
    step.started_at,
    step.at,
    step.turn,
    step.turn_outcome
   FROM turns
     CROSS JOIN LATERAL steps_of(turns.account_id, turns.flow_id, turns.enrollment_id, turns.number, turns.record_id, turns.revision_id, turns.action_id, turns.action_type, turns.outcome, turns.reason, turns.detail, turns.started_at, turns.at, turns.entries) step(account_id, flow_id, enrollment_id, number, record_id, revision_id, action_id, action_type, outcome, reason, detail, started_at, at, turn, turn_outcome);

create view steps as
 SELECT account_id,
    flow_id,
    enrollment_id,
    number,
    record_id,
    revision_id,
    action_id,
    action_type,
    outcome,
    reason,
    detail,
    started_at,
    at
   FROM logged_steps;
CREATE TRIGGER delete_step INSTEAD OF DELETE ON steps FOR EACH ROW EXECUTE FUNCTION delete_step();
CREATE TRIGGER insert_step INSTEAD OF INSERT ON steps FOR EACH ROW EXECUTE FUNCTION insert_step();
CREATE TRIGGER update_step INSTEAD OF UPDATE ON steps FOR EACH ROW EXECUTE FUNCTION update_step();
