-- Who asks for an account in somebody else's place says what they saw: the second person reads it. An heir's papers lie in the claim.
alter table person.account_change
    add column reason text check (length(reason) between 4 and 200),
    add constraint account_change_for_another_has_reason
        check (proof is not null or asked_by = person or reason is not null);
