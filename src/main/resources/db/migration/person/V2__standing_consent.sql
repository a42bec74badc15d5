-- Standing consent to be paid without asking: settlements of stays may be fetched, computed and paid.
alter table person.consent drop constraint consent_purpose_check;
alter table person.consent add constraint consent_purpose_check
    check (purpose in ('IDENTITY', 'HEALTH', 'ACCOUNT', 'MATCHING', 'DIRECT'));
