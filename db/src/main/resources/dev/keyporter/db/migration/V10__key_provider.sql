-- Whose API a key is for.
alter table provider_key add column provider varchar(16) default 'openai' not null;
alter table provider_key add constraint provider_key_provider check (provider in ('openai', 'anthropic'));

-- Anthropic's prices can be chosen, too.
alter table provider_key drop constraint provider_key_prices;
alter table provider_key add constraint provider_key_prices check (prices in ('openai', 'anthropic', 'none'));
