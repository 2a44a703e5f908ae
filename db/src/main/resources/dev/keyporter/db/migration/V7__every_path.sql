-- What was asked for: the method, and path and query as they came, without secrets. Null in rows of before, and where
-- an organization keeps counts only.
alter table request add column method varchar(32);
alter table request add column path varchar(2000);

-- Which paths an organization may use: all, or only those that ask a model.
alter table organization add column paths varchar(16) default 'all' not null;
alter table organization add constraint organization_paths check (paths in ('all', 'inference'));

-- Files, batches, vector stores and whatever else an answer makes.
alter table provider_reference drop constraint provider_reference_kind;
alter table provider_reference add constraint provider_reference_kind
  check (kind in ('response', 'conversation', 'object'));
