-- Whose token saved a revision or stored a secret: {"tokenId", "tokenName"}, which outlive the token.
alter table flow_revisions add column saved_by jsonb;
alter table secrets add column saved_by jsonb;
