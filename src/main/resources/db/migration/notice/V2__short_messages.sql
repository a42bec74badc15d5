-- What a person wants of short messages: topics that are off, and the language. Without a row everything comes, in Chinese.
create table notice.preference (
    fund       int         not null,
    person     bigint      not null,
    off        text[]      not null check (off <@ array['CLAIM', 'COVER', 'ACCOUNT']),
    language   text        not null check (language in ('zh', 'en')),
    changed_at timestamptz not null,
    primary key (fund, person),
    foreign key (fund, person) references person.person (fund, id)
);

-- The short message that goes with a message, at most one. Holds neither phone nor text: both are made as it leaves.
-- WAITING for its time, SENT (written before a byte leaves: what became of it is not known yet), ACCEPTED by the gateway,
-- UNDELIVERED (says a receipt that is not confirmed yet), DELIVERED, FAILED for good, WITHHELD: never sent.
-- key_no is part of the key that makes the gateway take a message once; it grows only after the gateway's own final no.
create table notice.sms (
    fund     int         not null,
    id       bigint      generated always as identity,
    message  bigint      not null,
    person   bigint      not null,
    template text        not null check (template ~ '^[A-Z_]{3,40}$'),
    claim    text        check (claim ~ '^[A-Z]{2}[0-9]{8,20}$'),
    day      date,
    language text        check (language in ('zh', 'en')),
    due_at   timestamptz not null,
    state    text        not null default 'WAITING' check (state in
                 ('WAITING', 'SENT', 'ACCEPTED', 'UNDELIVERED', 'DELIVERED', 'FAILED', 'WITHHELD')),
    attempts int         not null default 0,
    key_no   int         not null default 1 check (key_no between 1 and 2),
    tried_at timestamptz,
    asked_at timestamptz,
    reason   text        check (reason ~ '^[A-Z0-9_]{2,30}$'),
    done_at  timestamptz,
    primary key (fund, id),
    constraint one_short_message_each unique (fund, message),
    foreign key (fund, message) references notice.message (fund, id),
    foreign key (fund, person) references person.person (fund, id),
    constraint sent_again_once_only check (attempts between 0 and 2),
    check (key_no <= attempts + 1),
    check ((attempts = 0) = (tried_at is null)),
    check (attempts = 0 or language is not null),
    check (state in ('WAITING', 'WITHHELD') or attempts > 0),
    check ((state in ('DELIVERED', 'FAILED', 'WITHHELD')) = (done_at is not null)),
    check ((state in ('FAILED', 'WITHHELD')) <= (reason is not null))
);
create index sms_waiting on notice.sms (fund, due_at, id) where state = 'WAITING';
create index sms_under_way on notice.sms (fund, tried_at) where state in ('SENT', 'ACCEPTED', 'UNDELIVERED');
create index sms_failed on notice.sms (fund, done_at) where state in ('FAILED', 'WITHHELD');
create index sms_of_person on notice.sms (fund, person, id);

create function notice.guard_sms() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' or new.attempts < old.attempts or new.key_no < old.key_no
       or (new.attempts > old.attempts and not (old.state = 'WAITING' and new.state = 'SENT'))
       or (old.state in ('DELIVERED', 'WITHHELD') and new.state <> old.state)
       or (old.state = 'FAILED' and new.state not in ('FAILED', 'DELIVERED')) then
        raise exception 'short message % does not go from % to %', old.id, old.state, new.state
            using errcode = 'check_violation', constraint = 'sms_goes_forward';
    end if;
    return new;
end $$;
create trigger guard_sms before update or delete on notice.sms for each row execute function notice.guard_sms();

-- How many left on a day, for each person and in all; the row is made before it counts.
create table notice.sms_of_person_day (
    fund   int    not null,
    person bigint not null,
    day    date   not null,
    sent   int    not null,
    most   int    not null,
    primary key (fund, person, day),
    constraint no_more_than_a_person_may_have check (sent between 0 and most)
);
create table notice.sms_of_day (
    fund int  not null,
    day  date not null,
    sent int  not null,
    most int  not null,
    primary key (fund, day),
    constraint no_more_than_the_fund_may_send check (sent between 0 and most)
);

-- How far the gateway's receipts have been read.
create table notice.sms_receipts_read (
    fund int    primary key,
    seq  bigint not null check (seq >= 0)
);
