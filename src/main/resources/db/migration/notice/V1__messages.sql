create schema notice;

create table notice.message (
    fund     int         not null,
    id       bigint      generated always as identity,
    person   bigint      not null,
    template text        not null check (template ~ '^notice[.][a-z]+[.][a-z]+$'),
    args     text[]      not null,
    link     text        not null check (link ~ '^/([^/\\]|$)' and length(link) <= 300),
    at       timestamptz not null,
    read_at  timestamptz,
    primary key (fund, id),
    check (read_at >= at)
);

create index message_of_person on notice.message (fund, person, id);
create index message_unread on notice.message (fund, person) where read_at is null;
