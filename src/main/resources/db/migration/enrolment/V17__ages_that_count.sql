-- Birthdays of those alone who come near a plan's limit of age while their fee may be awaited: identity numbers lie sealed, and
-- on the day on which a cover begins nobody is older than its plan admits. Kept beyond that day, since a fee can be taken back.
create table enrolment.ageing (
    fund        int not null,
    submission  bigint not null,
    person      bigint not null,
    born        date not null,
    -- The fee came in, and by then they were too old.
    left_out_on date,
    primary key (fund, submission, person)
);
