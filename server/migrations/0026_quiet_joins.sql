-- The last change from before the sweep was asked for: who has come to meet a list's filters by a later one has joined by that.
alter table sweeps add column after_change bigint;
