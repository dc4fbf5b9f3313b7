-- Passages that go through an earlier revision of their flow: a save that was for new ones only has left them there.
create table flow_pins (
  account_id  bigint not null,
  flow_id     bigint not null,
  -- The enrollments after this id …
  after_id    bigint not null,
  -- … up to this one, the last when the flow was saved. The ranges of a flow do not overlap.
  up_to_id    bigint not null,
  revision_id bigint not null,
  primary key (account_id, flow_id, up_to_id)
);
