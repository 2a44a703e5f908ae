-- Why a cost is not exact, labels with spaces between them; null where it is, and in rows of before.
alter table request add column cost_reasons varchar(1000);

-- The tier asked for; service_tier is the one that the answer names.
alter table request add column requested_tier varchar(64);

-- Whose prices hold for a key; null where its base URL decides.
alter table provider_key add column prices varchar(16);
alter table provider_key add constraint provider_key_prices check (prices in ('openai', 'none'));
