-- What covers would have brought in with the draft's fee, and the loss ratio above which the fund wants to be warned.
alter table catalogue.replay add column draft_fees_fen bigint not null default 0;
alter table catalogue.replay add column alarm_bp int not null default 9000 check (alarm_bp > 0);
update catalogue.replay set draft_fees_fen = fees_fen;
alter table catalogue.replay alter column draft_fees_fen drop default;
alter table catalogue.replay alter column alarm_bp drop default;
