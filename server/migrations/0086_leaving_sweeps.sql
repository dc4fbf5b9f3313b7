-- LEAVE: a flow has got other criteria for leaving, another goal or suppression list, and those inside are asked.
alter table sweeps drop constraint sweeps_kind_check;
alter table sweeps add constraint sweeps_kind_check check (kind in ('LIST', 'INSTANTS', 'ENROLL', 'LEAVE'));
