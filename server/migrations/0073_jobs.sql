-- Work that goes on behind a request, chunk by chunk: what was asked, how far it has come, and what came of it.
create sequence job_ids;
create table jobs (
  account_id  bigint not null,
  id          bigint not null default nextval('job_ids'),
  kind        text not null,
  state       text not null default 'QUEUED' check (state in ('QUEUED', 'RUNNING', 'DONE', 'FAILED', 'CANCELLED')),
  -- Who does it: the lane of jobs, or code of its own that only notes here how far it is.
  done_by     text not null check (done_by in ('LANE', 'ITSELF')),
  asked       jsonb not null,
  asked_by    jsonb,
  -- What a caller must hold to see it.
  scopes      text[] not null default '{}',
  -- Where the next chunk begins.
  place       jsonb,
  done        bigint not null default 0,
  total       bigint,
  outcomes    jsonb not null default '{}',
  result      jsonb,
  error       text,
  created_at  timestamptz not null,
  started_at  timestamptz,
  -- The last chunk: the job that has waited longest is next.
  worked_at   timestamptz,
  finished_at timestamptz,
  primary key (account_id, id)
) with (fillfactor = 70);
create index jobs_open on jobs (account_id, id) where state in ('QUEUED', 'RUNNING');
