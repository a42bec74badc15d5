-- What others pay for is a submission of its own, so that it waits for nobody's fee: of an import a unit may have both.
alter table enrolment.submission add column granted boolean not null default false;
update enrolment.submission set granted = true where kind = 'SELF';
drop index enrolment.submission_of_import_once;
create unique index submission_of_import_once on enrolment.submission (fund, import, unit, granted) where import is not null;
