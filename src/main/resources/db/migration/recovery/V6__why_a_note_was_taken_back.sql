-- Why a repayment that was noted by hand was taken back: said by who took it back, kept with the entry that did.
create table recovery.taken_back (
    fund   int    not null,
    entry  bigint not null,
    reason bytea  not null, -- sealed
    primary key (fund, entry),
    foreign key (fund, entry) references recovery.entry
);

create trigger guard_delete before delete or truncate on recovery.taken_back
    for each statement execute function recovery.refuse_change();
create trigger guard before update on recovery.taken_back for each row
    when (not recovery.only_resealed(to_jsonb(old), to_jsonb(new), 'reason'))
    execute function recovery.refuse_change();
