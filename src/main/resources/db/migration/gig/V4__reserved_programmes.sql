-- Programmes that stand behind offers already.
update contribution.programme p set reserved = true
where exists (select from gig.offer o where o.fund = p.fund and o.programme = p.id);
