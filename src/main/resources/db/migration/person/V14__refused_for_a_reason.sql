-- Why a second person did not confirm an account: whoever asked reads it, and brings what is missing.
alter table person.account_change
    add column doubt text check (doubt in ('DENIED', 'OTHER_HOLDER', 'NOT_REACHED', 'NOT_PROVED')),
    add constraint account_change_refused_is_withdrawn check (doubt is null or state = 'WITHDRAWN');
