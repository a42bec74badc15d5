-- Who carried a message here; null for what the bank's line brought, and for what was carried before this was kept.
alter table payment.answer add column carried_by bigint;
alter table payment.answer add column carried_name text;  -- masked, for people
alter table payment.answer add constraint answer_carried check ((carried_by is null) = (carried_name is null));
alter table payment.answer add constraint answer_carrier unique (fund, id, carried_by);

-- Somebody else has asked the bank, and it says what the carried message says.
create table payment.answer_confirmed (
    fund       int    not null,
    answer     bigint not null,
    carried_by bigint not null,
    person     bigint not null,
    name       text   not null,  -- masked, for people
    at         timestamptz not null,
    primary key (fund, answer),
    foreign key (fund, answer, carried_by) references payment.answer (fund, id, carried_by),
    constraint confirmed_by_another check (person <> carried_by)
);
create trigger insert_only before update or delete on payment.answer_confirmed
    for each row execute function payment.insert_only();

-- Payments that replace one of which only a carried message says that it did not reach its payee, and who carried it.
create view payment.paid_again_on_carried as
    select i.fund, i.id as instruction, a.id as answer, a.kind, a.received_at, a.carried_by, a.carried_name
    from payment.instruction i
    join lateral (select * from payment.instruction_event e
        where e.fund = i.fund and e.instruction = i.replaces order by e.id desc limit 1) e on e.person is null
    join payment.answer a on a.fund = e.fund and a.id = e.answer and a.carried_by is not null
    where not exists (select from payment.answer_confirmed c where c.fund = a.fund and c.answer = a.id);

create function payment.guard_carried() returns trigger language plpgsql as $$
begin
    if exists (select from payment.batch_item t
            join payment.paid_again_on_carried p on p.fund = t.fund and p.instruction = t.instruction
            where t.fund = new.fund and t.batch = new.id and p.carried_by in (new.released_by, new.agreed_by)) then
        raise exception 'batch % pays again what its releaser alone says was not paid', new.id
            using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger guard_carried before update on payment.batch for each row
    when (new.released_by is distinct from old.released_by or new.agreed_by is distinct from old.agreed_by)
    execute function payment.guard_carried();
