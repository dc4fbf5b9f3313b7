-- What lets statements run where the rows of different accounts are on different machines, docs/scaling.md; nothing of it changes an answer.

-- Says whose a row is whose place is known. It is the equality of numbers, but no index serves it: a plan made while the table was empty
-- would read all rows of the account to find one.
create operator === (leftarg = bigint, rightarg = bigint, function = int8eq, restrict = eqsel, join = eqjoinsel);

-- Takes columns and no row, whose type differs from part to part of a spread table. The one that takes a row is of earlier releases.
create function account_now(held_at timestamptz, ahead interval) returns timestamptz language sql volatile
  as $$ select coalesce(held_at, clock_timestamp() + ahead) $$;

-- The changes of a write, of its columns; the one that takes a row is of earlier releases.
create function changes_of(
  of_account bigint, write bigint, of_type text, of_record bigint, its_kind text, its_before jsonb, its_after jsonb, its_instant timestamptz,
  its_source jsonb, its_depth smallint, entries jsonb
) returns table (
  account_id bigint, id bigint, object_type_id text, record_id bigint, kind text, before jsonb, after jsonb, at timestamptz, source jsonb,
  depth smallint, write_id bigint
) language sql stable as $$
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
$$;

create or replace view logged_changes as
select change.* from writes cross join lateral changes_of(
  writes.account_id, writes.id, writes.object_type_id, writes.record_id, writes.kind, writes.before, writes.after, writes.at, writes.source,
  writes.depth, writes.entries
) as change;

-- The steps of a turn in the same way.
create function steps_of(
  of_account bigint, of_flow bigint, of_enrollment bigint, first integer, of_record bigint, revision bigint, its_action text, its_type text,
  its_outcome step_outcome, its_reason text, its_detail jsonb, its_start timestamptz, its_instant timestamptz, entries jsonb
) returns table (
  account_id bigint, flow_id bigint, enrollment_id bigint, number integer, record_id bigint, revision_id bigint, action_id text,
  action_type text, outcome step_outcome, reason text, detail jsonb, started_at timestamptz, at timestamptz, turn integer,
  turn_outcome step_outcome
) language sql stable as $$
  select of_account, of_flow, of_enrollment, (first + place - 1)::integer, of_record, revision,
         said ->> 0, said ->> 1, coalesce(said ->> 3, 'SUCCEEDED')::step_outcome, said ->> 4, nullif(said -> 2, 'null'),
         coalesce(its_start, timestamptz 'epoch' + (said ->> 5)::float8 * interval '1 millisecond', its_instant), its_instant,
         first, its_outcome
  from jsonb_array_elements(
    coalesce(entries, jsonb_build_array(jsonb_build_array(its_action, its_type, its_detail, its_outcome, its_reason)))
  ) with ordinality as entry (said, place)
$$;

create or replace view logged_steps as
select step.* from turns cross join lateral steps_of(
  turns.account_id, turns.flow_id, turns.enrollment_id, turns.number, turns.record_id, turns.revision_id, turns.action_id, turns.action_type,
  turns.outcome, turns.reason, turns.detail, turns.started_at, turns.at, turns.entries
) as step;
