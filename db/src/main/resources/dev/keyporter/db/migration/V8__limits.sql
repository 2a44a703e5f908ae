-- Whose days and months the organization's budgets count by.
alter table organization add column time_zone varchar(64) default 'UTC' not null;

-- What an organization, a user or a token may spend and ask for; null is not limited. Whoever hands out parts of
-- it locks the row. total_since: since when usd_total counts.
create table access_limit (
  scope_id uuid primary key,
  scope varchar(16) not null,
  organization_id uuid not null,
  usd_per_day numeric(24, 6),
  usd_per_month numeric(24, 6),
  usd_total numeric(24, 6),
  requests_per_minute numeric(24, 6),
  tokens_per_minute numeric(24, 6),
  concurrent_requests numeric(24, 6),
  models varchar(30000),
  unpriced varchar(16) not null,
  total_since timestamp(6) with time zone not null,
  constraint access_limit_scope check (scope in ('organization', 'user', 'token')),
  constraint access_limit_unpriced check (unpriced in ('allow', 'refuse'))
);
create index access_limit_organization on access_limit (organization_id);

-- What requests that have ended took from a budget in one period. A row is made when the period's budget is first
-- asked for, with what is on record by then; settled says that this was looked at once more, after every process
-- had learned of the budget.
create table spend_account (
  scope_id uuid not null,
  kind varchar(32) not null,
  period_start timestamp(6) with time zone not null,
  spent numeric(38, 12) not null,
  made_at timestamp(6) with time zone not null,
  settled boolean not null,
  constraint spend_account_of primary key (scope_id, kind, period_start)
);

-- The part of a limit that a process has in hand, to admit requests without asking again. Of money, used is what
-- its requests have spent of granted. lapses_at: the process is gone, and what it used up counts until then.
create table limit_lease (
  instance_id uuid not null,
  scope_id uuid not null,
  kind varchar(32) not null,
  period_start timestamp(6) with time zone not null,
  granted numeric(38, 12) not null,
  used numeric(38, 12) not null,
  lapses_at timestamp(6) with time zone,
  constraint limit_lease_of primary key (scope_id, kind, period_start, instance_id)
);
create index limit_lease_instance on limit_lease (instance_id);

-- What stands in spend_account for a request whose cost is not known, until it is.
create table spend_estimate (
  request_id bigint not null,
  scope_id uuid not null,
  kind varchar(32) not null,
  period_start timestamp(6) with time zone not null,
  amount numeric(38, 12) not null,
  constraint spend_estimate_of primary key (request_id, scope_id, kind)
);
