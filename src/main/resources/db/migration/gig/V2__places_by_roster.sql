-- A roster takes several places at once; person is then who enrolled it.
alter table gig.joining add column places int not null default 1 check (places > 0);
