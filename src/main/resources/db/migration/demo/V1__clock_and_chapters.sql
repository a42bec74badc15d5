create schema demo;

-- Where the demonstration's time stands, so that a restart goes on from there.
create table demo.clock (
    fund int         primary key,
    at   timestamptz not null
);

-- Chapters of the story that are finished; a start after a kill goes on with the next.
create table demo.chapter (
    fund    int         not null,
    name    text        not null,
    done_at timestamptz not null,
    primary key (fund, name)
);
