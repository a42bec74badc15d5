-- One receipt is one key however its three numbers were typed: half width, capitals, no spaces or hyphens, as the program
-- makes them since. Of several rows that are one receipt the one stays whose case was paid or is about to be for its costs, then
-- one that may be, then the oldest; the other cases are held when somebody approves them. Marks of rows that change are made anew by night.
create function pg_temp.named(typed text) returns text language sql immutable as $$
    select upper(regexp_replace(normalize(typed, NFKC),
        '[-\s\u1680\u200B-\u200F\u2010-\u2015\u2028\u2029\u2060\uFEFF]', '', 'g'))
$$;
delete from claim.receipt_used r using (
    select u.fund, u.code, u.number, u.check_code, row_number() over (
        partition by u.fund, pg_temp.named(u.code), pg_temp.named(u.number), pg_temp.named(u.check_code)
        order by exists (select 1 from claim.claim c where c.fund = u.fund and c.case_id = u.case_id and not c.lump_sum
            and c.state in ('APPROVED', 'RETURNED', 'PAID', 'CLOSED')) desc,
            exists (select 1 from claim.claim c where c.fund = u.fund and c.case_id = u.case_id and not c.lump_sum
            and c.state not in ('REFUSED', 'WITHDRAWN')) desc, u.used_at, u.case_id) as nth
    from claim.receipt_used u) d
where r.fund = d.fund and r.code = d.code and r.number = d.number and r.check_code = d.check_code and d.nth > 1;
update claim.receipt_used
set code = pg_temp.named(code), number = pg_temp.named(number), check_code = pg_temp.named(check_code), mark = null
where (code, number, check_code) <> (pg_temp.named(code), pg_temp.named(number), pg_temp.named(check_code));
alter table claim.receipt_used add constraint receipt_used_as_named check (code || number || check_code !~ '[a-z\s]');
