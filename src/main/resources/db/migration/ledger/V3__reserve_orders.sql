-- Part of the fund's balance set aside for bad years, or set free again: proposed by one person, confirmed by another.
create table ledger.reserve_order (
    fund           int         not null,
    id             bigint      generated always as identity,
    kind           text        not null check (kind in ('SET_ASIDE', 'RELEASED')),
    amount_fen     bigint      not null check (amount_fen > 0),
    grounds        text        not null check (length(grounds) between 4 and 200),
    state          text        not null default 'PROPOSED' check (state in ('PROPOSED', 'CONFIRMED', 'WITHDRAWN')),
    proposed_by    bigint      not null,
    proposed_name  text        not null, -- masked
    proposed_at    timestamptz not null,
    confirmed_by   bigint,
    confirmed_name text,
    confirmed_at   timestamptz,
    primary key (fund, id),
    constraint reserve_by_two_persons check (proposed_by <> confirmed_by),
    check ((confirmed_by is null) = (confirmed_at is null) and (confirmed_by is null) = (confirmed_name is null)),
    check ((state = 'CONFIRMED') = (confirmed_by is not null))
);

create function ledger.guard_reserve() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' or old.state <> 'PROPOSED'
       or (to_jsonb(new) - array['state', 'confirmed_by', 'confirmed_name', 'confirmed_at'])
            is distinct from (to_jsonb(old) - array['state', 'confirmed_by', 'confirmed_name', 'confirmed_at']) then
        raise exception 'an order on the reserve stays as it was decided' using errcode = 'integrity_constraint_violation';
    end if;
    return new;
end $$;
create trigger guard before update or delete on ledger.reserve_order for each row execute function ledger.guard_reserve();
