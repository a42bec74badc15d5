-- A part of a booking bears the booking's number beside its own, so that the booking told as a whole is known by its parts. What bears
-- only the number of the booking and is one of its parts says so by the same column.
alter table contribution.credit add column whole_serial text collate "C" check (length(whole_serial) between 1 and 64);
update contribution.credit set whole_serial = regexp_replace(bank_serial, '/[0-9]+$', '') where bank_serial ~ '^.+/[0-9]+$';
create index credit_part_of on contribution.credit (fund, whole_serial, value_date) where whole_serial is not null;

-- No booking comes into the books as a whole and by its parts, within the days that a notification and a statement lie apart.
create function contribution.booked_as_a_whole_or_by_parts() returns trigger language plpgsql set enable_seqscan = off as $$
begin
    if exists (
        select from fresh part join contribution.credit whole on whole.fund = part.fund and whole.bank_serial = part.whole_serial
            and whole.serial_year in (extract(year from part.value_date - 3)::int, extract(year from part.value_date + 3)::int)
            and whole.value_date between part.value_date - 3 and part.value_date + 3
        where whole.whole_serial is null)
    or exists (
        select from fresh whole join contribution.credit part on part.fund = whole.fund and part.whole_serial = whole.bank_serial
            and part.value_date between whole.value_date - 3 and whole.value_date + 3
        where whole.whole_serial is null) then
        raise exception 'a booking would stand in the books beside its parts'
            using errcode = 'integrity_constraint_violation', constraint = 'as_a_whole_or_by_parts';
    end if;
    return null;
end $$;
create trigger as_a_whole_or_by_parts after insert on contribution.credit
    referencing new table as fresh for each statement execute function contribution.booked_as_a_whole_or_by_parts();
