-- A person's messages stand in the order in which they were told, which need not be that of their numbers.
drop index notice.message_of_person;
create index message_of_person on notice.message (fund, person, at, id);
