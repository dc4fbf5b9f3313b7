-- Whether those whom a sweep puts into a list may enter flows by that.
alter table sweeps add column enrolls boolean not null default true;
