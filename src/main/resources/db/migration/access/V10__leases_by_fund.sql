-- Where funds share a database, each has its own jobs: by the name alone, the site that came first kept the other funds from theirs.
drop trigger guard_job_lease on access.job_lease;
alter table access.job_lease drop constraint job_lease_pkey, add column fund integer;

-- The numbers go on.
insert into access.job_lease (fund, name, holder, fence, until)
select f.fund, l.name, l.holder, l.fence, l.until
from access.job_lease l cross join (select distinct fund from access.account) f;
delete from access.job_lease where fund is null;
alter table access.job_lease alter fund set not null, add primary key (fund, name);

create or replace function access.guard_job_lease() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' or new.fund <> old.fund or new.name <> old.name or new.fence < old.fence
       or (new.holder <> old.holder and new.fence = old.fence) then
        raise exception 'the fence of % only grows', old.name using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger guard_job_lease before update or delete on access.job_lease
    for each row execute function access.guard_job_lease();
