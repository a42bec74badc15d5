-- The same bound as where targets are typed (Targets.MOST): a number beyond it is a slip of the hand.
alter table organisation.target add constraint target_within_reason check (insured <= 50000000);
