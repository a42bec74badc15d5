-- The one change: the next edition ends the one before when it begins, also before an end that this one states.
create or replace function catalogue.forbid_change() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' and lower(new.validity) = lower(old.validity) and not upper_inf(new.validity)
        and (upper_inf(old.validity) or upper(new.validity) < upper(old.validity))
        and to_jsonb(new) - 'validity' = to_jsonb(old) - 'validity' then
        return new;
    end if;
    raise exception 'plan versions are immutable; add a new edition';
end $$;
