-- The fee came in on this day, and by then a plan of the submission was closed: nothing of it begins.
alter table enrolment.submission add column closed_on date;
create index submission_closed on enrolment.submission (fund, id) where closed_on is not null;
