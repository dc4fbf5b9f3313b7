-- What an effect goes to, a host or the like; empty where its kind says all.
alter table effects add column target text not null default '';
-- How it is tried, where that is not as usual.
alter table effects add column retry jsonb;
-- Since when it is done as far as we can, and what came of it is to follow; until due_at.
alter table effects add column awaiting_since timestamptz;
