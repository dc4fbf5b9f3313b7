-- What a flow's row says about its definition, so that listings, numbering and access need not read it.
-- Written with every save; the defaults let the release before this one go on inserting.

alter table flows
  add column flow_type          text not null default 'WORKFLOW',
  add column uuid               text,
  -- Above every action id that any revision has used.
  add column next_action_id     numeric not null default 1,
  -- Every action id that any revision has used: none may come back for another action.
  add column used_action_ids    text[] not null default '{}',
  -- Every property that the current revision reads or writes, as "<object type id>/<name>"; "*/<name>" when the object
  -- type cannot be told.
  add column touched_properties text[] not null default '{}';
