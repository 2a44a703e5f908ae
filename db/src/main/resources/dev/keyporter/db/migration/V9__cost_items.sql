-- What is paid beside the tokens at the model's rates: a line an item, its kind, quantity, rate and source with tabs
-- between them, the last two empty where it has no rate. Null where there is none, and in rows of before.
alter table request add column cost_items varchar(4000);
