-- A statement that was taken for our account's and was not is put aside, by whom and why, and leaves its day to the right one.
alter table payment.bank_statement drop constraint bank_statement_pkey;
alter table payment.bank_statement
    add column id         bigint generated always as identity,
    add column aside_by   bigint,
    add column aside_name text,  -- masked, for people
    add column aside_at   timestamptz,
    add column aside_why  text check (length(aside_why) between 4 and 500),
    add primary key (fund, id),
    add check ((aside_by is null) = (aside_at is null) and (aside_by is null) = (aside_name is null)
        and (aside_by is null) = (aside_why is null));
create unique index bank_statement_standing on payment.bank_statement (fund, day) where aside_at is null;

-- Nothing else of it is written again, and that only once.
drop trigger insert_only on payment.bank_statement;
create trigger insert_only before delete on payment.bank_statement
    for each row execute function payment.insert_only();
create trigger put_aside before update on payment.bank_statement for each row
    when (old.aside_at is not null or new.aside_at is null
        or (new.fund, new.id, new.day, new.opening_fen, new.closing_fen, new.answer)
        is distinct from (old.fund, old.id, old.day, old.opening_fen, old.closing_fen, old.answer))
    execute function payment.insert_only();
