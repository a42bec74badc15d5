-- Which instance may do a background job: until when by this server's clock, and a number that fences off older holders.
create table access.job_lease (
    name   text        collate "C" primary key check (name ~ '^[a-z]+(\.[a-z_]+)+$'),
    holder text        not null,
    fence  bigint      not null check (fence > 0),
    until  timestamptz not null
);

create function access.guard_job_lease() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' or new.name <> old.name or new.fence < old.fence
       or (new.holder <> old.holder and new.fence = old.fence) then
        raise exception 'the fence of % only grows', old.name using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger guard_job_lease before update or delete on access.job_lease
    for each row execute function access.guard_job_lease();
