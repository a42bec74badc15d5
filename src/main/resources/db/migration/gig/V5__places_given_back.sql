-- Places that are not needed any more, because those who took them left before their cover began.
create table gig.given_back (
    fund       int         not null,
    id         bigint      generated always as identity,
    submission bigint      not null,
    offer      bigint      not null,
    places     int         not null check (places > 0),
    given_at   timestamptz not null,
    primary key (fund, id),
    foreign key (fund, submission, offer) references gig.joining (fund, submission, offer)
);
create index given_back_of_joining on gig.given_back (fund, submission, offer);
create trigger given_back_is_kept before update or delete on gig.given_back
    for each row execute function gig.refuse_change();
