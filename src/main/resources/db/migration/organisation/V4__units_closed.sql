-- A unit that was dissolved or merged takes nobody in from that day; the successor is where its workers are reported since.
alter table organisation.unit
    add column closed_on date,
    add column successor bigint,
    add constraint unit_successor foreign key (fund, successor) references organisation.unit (fund, id),
    add constraint unit_succeeded_when_closed check (successor is null or closed_on is not null),
    add constraint unit_succeeded_by_another check (successor <> id);
create index unit_predecessors on organisation.unit (fund, successor) where successor is not null;
