-- Events that the search for further benefits could not read: set aside so that the others go on, tried again at each round, and
-- told to those who look at further benefits until they can be read.
create table claim.search_aside (
    fund int not null,
    case_id bigint not null,
    since timestamptz not null,
    reason text not null check (length(reason) between 1 and 200),
    primary key (fund, case_id),
    foreign key (fund, case_id) references claim.event_case
);

-- A step stays as it was written; only its words may be sealed anew, under a newer key.
create function claim.resealed_only() returns trigger language plpgsql as $$
begin
    if to_jsonb(new) - 'words' = to_jsonb(old) - 'words'
        and substring(new.words from 1 for 4) > substring(old.words from 1 for 4) then
        return new;
    end if;
    raise exception 'insert only: %.%', tg_table_schema, tg_table_name;
end $$;
drop trigger step_insert_only on claim.step;
create trigger step_insert_only before delete or truncate on claim.step
    for each statement execute function claim.refuse_change();
create trigger step_resealed_only before update on claim.step for each row execute function claim.resealed_only();

-- Who may check was settled when they did; sealing their words anew asks nothing.
drop trigger quality_check_by_others on claim.quality_check;
create trigger quality_check_by_others before update of checked_by on claim.quality_check
    for each row execute function claim.refuse_own_work();
