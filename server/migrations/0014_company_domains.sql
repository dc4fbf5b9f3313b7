-- Which companies have a domain: by it a form finds the company that it is filled in for. A table of its own and not an
-- index over the properties, since an index over them would keep every update of any record from being a cheap one.
create table company_domains (
  account_id bigint not null,
  record_id  bigint not null,
  -- In lower case; null when the company has none any more.
  domain     text,
  primary key (account_id, record_id)
);
create index company_domains_by_domain on company_domains (account_id, domain, record_id) where domain is not null;

insert into company_domains (account_id, record_id, domain)
select account_id, id, lower(properties ->> 'domain') from records
where object_type_id = '0-2' and length(properties ->> 'domain') <= 253;
