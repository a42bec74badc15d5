-- Beside the name and the phone: the letters a name begins with, and a keyed index of the last four characters of the identity
-- number (8 of its bytes: 10,000 values and an X tell nothing without the key). Null until they are worked out.
alter table person.person
    add column initials text collate "C" check (length(initials) <= 20),
    add column tail_index bigint,
    add constraint person_found_by_both check ((initials is null) = (tail_index is null));
create index person_initials on person.person (fund, initials, id) where initials is not null;
create index person_tail on person.person (fund, tail_index, id) where tail_index is not null;
create index person_not_found_yet on person.person (fund, id) where initials is null;
