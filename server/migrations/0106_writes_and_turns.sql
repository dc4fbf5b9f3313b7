-- One row a record and unit of work, with its changes in order, in place of one a change; one row a turn of a passage, with its steps in order, in
-- place of one a step. Rows of before stay as they are, without `entries`; views show each change and each step of both.

-- ─── changes ────────────────────────────────────────────────────────────────────────────────────────────

alter table changes rename to writes;

do $$
declare partition text;
begin
  for partition in select child.relname from pg_inherits join pg_class child on child.oid = inhrelid where inhparent = 'writes'::regclass loop
    execute format('alter table %I rename to %I', partition, replace(partition, 'changes_', 'writes_'));
  end loop;
end $$;

-- The changes of a write have the ids from its own on; 32 at most.
alter sequence change_ids increment by 32;

-- [[code of the kind, after, action, before], …] in order; what is null at the end is left out. For associations `after` is [object type, id,
-- category, type]. A change that is forgotten leaves null in its place.
-- Beside it `source` is [type, id, enrollment], and kind, before and after are null.
alter table writes add column entries jsonb;
alter table writes alter column kind drop not null;

-- Written so that it is inlined: what is asked of its columns is asked of the row.
create function changes_of(write writes) returns table (
  account_id bigint, id bigint, object_type_id text, record_id bigint, kind text, before jsonb, after jsonb, at timestamptz, source jsonb,
  depth smallint, write_id bigint
) language sql stable as $$
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
$$;

create view logged_changes as select change.* from writes cross join lateral changes_of(writes) as change;

-- Each change as it was a row until now: for processes of earlier releases, which write here, too, and for people.
create view changes as
select account_id, id, object_type_id, record_id, kind, before, after, at, source, depth from logged_changes;

create function insert_change() returns trigger language plpgsql as $$
begin
  insert into writes (account_id, id, object_type_id, record_id, kind, before, after, at, source, depth)
  values (new.account_id, coalesce(new.id, nextval('change_ids')), new.object_type_id, new.record_id, new.kind, new.before, new.after, new.at,
          new.source, coalesce(new.depth, 0));
  return new;
end $$;
create trigger insert_change instead of insert on changes for each row execute function insert_change();

create function delete_change() returns trigger language plpgsql as $$
begin
  update writes set entries = jsonb_set(coalesce(entries, '[null]'), array[(old.id - id)::text], 'null')
  where account_id = old.account_id and record_id = old.record_id and id between old.id - 31 and old.id
    and old.id < id + jsonb_array_length(coalesce(entries, '[null]'));
  delete from writes
  where account_id = old.account_id and record_id = old.record_id and id between old.id - 31 and old.id
    and not jsonb_path_exists(entries, '$[*] ? (@ != null)');
  return old;
end $$;
create trigger delete_change instead of delete on changes for each row execute function delete_change();

-- ─── steps ──────────────────────────────────────────────────────────────────────────────────────────────

alter table steps rename to turns;

do $$
declare partition text;
begin
  for partition in select child.relname from pg_inherits join pg_class child on child.oid = inhrelid where inhparent = 'turns'::regclass loop
    execute format('alter table %I rename to %I', partition, replace(partition, 'steps_', 'turns_'));
  end loop;
end $$;

-- [[action, its type, detail, outcome, reason, milliseconds since 1970 at which it began], …] in order; what is null at the end is left out, an
-- outcome is where it is SUCCEEDED, a beginning where it is the turn's instant. Beside it `number` is that of the first step, `outcome` the worst
-- of all, and the other columns of a step are null.
alter table turns add column entries jsonb;
alter table turns alter column action_id drop not null, alter column action_type drop not null, alter column started_at drop not null;

-- Written so that it is inlined, too. `turn` is the number of the turn's first step.
create function steps_of(turn turns) returns table (
  account_id bigint, flow_id bigint, enrollment_id bigint, number integer, record_id bigint, revision_id bigint, action_id text, action_type text,
  outcome step_outcome, reason text, detail jsonb, started_at timestamptz, at timestamptz, turn integer, turn_outcome step_outcome
) language sql stable as $$
  select turn.account_id, turn.flow_id, turn.enrollment_id, (turn.number + place - 1)::integer, turn.record_id, turn.revision_id,
         said ->> 0, said ->> 1, coalesce(said ->> 3, 'SUCCEEDED')::step_outcome, said ->> 4, nullif(said -> 2, 'null'),
         coalesce(turn.started_at, timestamptz 'epoch' + (said ->> 5)::float8 * interval '1 millisecond', turn.at), turn.at,
         turn.number, turn.outcome
  from jsonb_array_elements(
    coalesce(turn.entries, jsonb_build_array(jsonb_build_array(turn.action_id, turn.action_type, turn.detail, turn.outcome, turn.reason)))
  ) with ordinality as entry (said, place)
$$;

create view logged_steps as select step.* from turns cross join lateral steps_of(turns) as step;

-- Each step as it was a row until now: for processes of earlier releases, which write here, too, and for people.
create view steps as
select account_id, flow_id, enrollment_id, number, record_id, revision_id, action_id, action_type, outcome, reason, detail, started_at, at
from logged_steps;

create function insert_step() returns trigger language plpgsql as $$
begin
  insert into turns (account_id, flow_id, enrollment_id, number, record_id, revision_id, action_id, action_type, outcome, reason, detail, started_at, at)
  values (new.account_id, new.flow_id, new.enrollment_id, new.number, new.record_id, new.revision_id, new.action_id, new.action_type, new.outcome,
          new.reason, new.detail, new.started_at, new.at);
  return new;
end $$;
create trigger insert_step instead of insert on steps for each row execute function insert_step();

-- What an earlier release updates of a step is its detail alone, when a record is erased.
create function update_step() returns trigger language plpgsql as $$
begin
  update turns set detail = case when entries is null then new.detail end,
                   entries = jsonb_set(entries, array[(old.number - number)::text, '2'], coalesce(new.detail, 'null'))
  where account_id = old.account_id and enrollment_id = old.enrollment_id and at = old.at
    and old.number between number and number + jsonb_array_length(coalesce(entries, '[null]')) - 1;
  return new;
end $$;
create trigger update_step instead of update on steps for each row execute function update_step();

-- An earlier release deletes the steps of an instant together, and all of a turn are of one.
create function delete_step() returns trigger language plpgsql as $$
begin
  delete from turns
  where account_id = old.account_id and enrollment_id = old.enrollment_id and at = old.at and number <= old.number
    and old.number < number + jsonb_array_length(coalesce(entries, '[null]'));
  return old;
end $$;
create trigger delete_step instead of delete on steps for each row execute function delete_step();
