-- When a member has died, benefits go to the one heir who signs for all. Beside accounts of members: sealed is then
-- {name, idNumber, relation, died, card, bank}; proof names the claim whose papers show death and kinship; heir is set where
-- the heir is known to the fund. Nobody names themselves, and neither heir nor member has a say in it.
alter table person.account_change
    add column proof text check (length(proof) between 1 and 60),
    add column heir bigint,
    add constraint account_change_heir_known foreign key (fund, heir) references person.person (fund, id),
    add constraint account_change_heir_proved check (heir is null or proof is not null),
    add constraint account_change_not_by_the_heir check (heir <> person and heir <> asked_by and heir <> confirmed_by),
    add constraint account_change_not_by_the_dead check (proof is null or asked_by <> person);
create index account_change_heirs on person.account_change (fund, person, id) where proof is not null;
