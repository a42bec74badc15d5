-- Papers whose pictures are one page, found when the later of the two was given.
create table document.alike (
    fund int not null,
    paper bigint not null,
    other bigint not null,
    likeness real not null check (likeness between 0 and 1),
    primary key (fund, paper, other),
    foreign key (fund, paper) references document.paper (fund, id),
    foreign key (fund, other) references document.paper (fund, id),
    check (paper <> other)
);
create index alike_other on document.alike (fund, other);
create index paper_hash on document.paper (fund, hash);
