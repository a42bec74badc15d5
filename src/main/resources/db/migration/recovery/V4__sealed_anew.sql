-- What is sealed may be sealed anew under a newer key; all else of the row stays under its guards.
create function recovery.only_resealed(before jsonb, after jsonb, sealed text) returns boolean
language sql immutable as $$
    select coalesce(before - sealed = after - sealed
        and left(after ->> sealed, 10) collate "C" > left(before ->> sealed, 10) collate "C", false)
$$;

drop trigger guard on recovery.recovery;
create trigger guard_delete before delete on recovery.recovery for each row execute function recovery.guard_recovery();
create trigger guard before update on recovery.recovery for each row
    when (not recovery.only_resealed(to_jsonb(old), to_jsonb(new), 'grounds'))
    execute function recovery.guard_recovery();
drop trigger guard on recovery.appeal;
create trigger guard_delete before delete on recovery.appeal for each row execute function recovery.guard_appeal();
create trigger guard before update on recovery.appeal for each row
    when (not recovery.only_resealed(to_jsonb(old), to_jsonb(new), 'words')
        and not recovery.only_resealed(to_jsonb(old), to_jsonb(new), 'answer'))
    execute function recovery.guard_appeal();
