-- A union may offer two plans that are free to its members; a roster then takes places of both.
alter table gig.joining drop constraint joining_pkey;
alter table gig.joining add primary key (fund, submission, offer);
