-- A province's file that was enrolled whole, in one transaction: many units' rosters, one submission each. The same file is
-- never enrolled twice.
create table enrolment.import (
    fund          int not null,
    id            bigint generated always as identity,
    file_name     text not null check (length(file_name) between 1 and 200),
    file_hash     bytea not null check (octet_length(file_hash) = 32),
    effective_day date,
    file_rows     int not null check (file_rows > 0),
    units         int not null check (units between 1 and people),
    people        int not null check (people between 1 and file_rows),
    total_fen     bigint not null check (total_fen >= 0),
    made_by       bigint not null,
    made_at       timestamptz not null,
    primary key (fund, id),
    unique (fund, file_hash),
    foreign key (fund, made_by) references person.person (fund, id)
);

alter table enrolment.submission add import bigint;
alter table enrolment.submission drop constraint submission_check;
alter table enrolment.submission drop constraint submission_check1;
alter table enrolment.submission drop constraint submission_kind_check;
alter table enrolment.submission
    add constraint submission_kind_check check (kind in ('ROSTER', 'HISTORY', 'IMPORT')),
    add constraint submission_of_draft check ((kind = 'ROSTER') = (draft is not null)),
    add constraint submission_of_import check ((kind = 'IMPORT') = (import is not null)),
    add constraint submission_history_named check (kind <> 'HISTORY' or effective_day is not null),
    -- Written after its submissions, which carry its number.
    add foreign key (fund, import) references enrolment.import (fund, id) deferrable initially deferred;
-- An import bills a unit once.
create unique index submission_of_import_once on enrolment.submission (fund, import, unit) where import is not null;
