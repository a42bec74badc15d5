-- Who is signed in, so that any instance of the application knows. Of the token in the browser only a keyed index is kept.
create table access.web_session (
    fund        int         not null,
    token       bytea       not null check (octet_length(token) = 32),
    account     bigint      not null,
    -- The account's session version that signed in; when the account has another, this session has ended.
    version     int         not null,
    code_given  boolean     not null,
    seen_at     timestamptz not null,
    primary key (fund, token)
);
create index web_session_seen on access.web_session (seen_at);
