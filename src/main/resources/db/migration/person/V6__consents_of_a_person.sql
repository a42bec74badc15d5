-- A person sees what they consented to and withdrew; the unique index knows only what holds.
create index consent_of_person on person.consent (fund, person, id);
