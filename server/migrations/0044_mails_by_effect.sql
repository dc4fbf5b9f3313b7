-- outside a transaction
create index concurrently mails_by_effect on mails (account_id, effect_id) where effect_id > 0;
