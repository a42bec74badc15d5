-- False while the unit has agreed on nothing, so that the shares that a plan states hold; share_bp and share_fen then say
-- who pays where a plan states none.
alter table organisation.unit add column shares_agreed boolean not null default true;
