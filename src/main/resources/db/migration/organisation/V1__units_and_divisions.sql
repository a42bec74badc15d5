create schema if not exists organisation;

-- GB/T 2260. A county that answers to the province has the province as its parent. valid_to is the first day out.
create table organisation.division (
    code       text primary key check (code ~ '^(\d{2}|\d{4}|\d{6})$'),
    name       text not null check (length(name) between 1 and 60),
    parent     text references organisation.division (code) deferrable initially deferred,
    level      text not null check (level in ('PROVINCE', 'CITY', 'COUNTY')),
    valid_from date,
    valid_to   date,
    successor  text references organisation.division (code) deferrable initially deferred,
    check ((level = 'PROVINCE') = (parent is null)),
    check (valid_from < valid_to),
    check (successor is null or valid_to is not null)
);
create index division_parent on organisation.division (parent, code);

create table organisation.unit (
    fund              int not null,
    id                bigint generated always as identity,
    code              text not null check (code ~ '^[0-9A-HJ-NPQRTUWXY]{18}$'),
    name              text not null check (length(name) between 1 and 100),
    kind              text not null check (kind in ('ENTERPRISE', 'INSTITUTION', 'GOVERNMENT', 'GIG_UNION', 'OTHER')),
    county            text not null references organisation.division (code),
    path              text collate "C" not null,
    staff_count       int not null check (staff_count between 0 and 5000000),
    flags             text[] not null check (flags <@ array['STRUGGLING']),
    -- By payer in their order: worker, employer, unions of county, city and province, donor. In percent or for each person.
    share_bp          int[] not null check (cardinality(share_bp) = 6 and 0 <= all (share_bp)),
    share_fen         bigint[] not null check (cardinality(share_fen) = 6 and 0 <= all (share_fen)),
    created_at        timestamptz not null,
    primary key (fund, id),
    unique (fund, code),
    unique (fund, path),
    check (share_bp[1] + share_bp[2] + share_bp[3] + share_bp[4] + share_bp[5] + share_bp[6] = 10000),
    check ((share_bp[1] = 0 or share_fen[1] = 0) and (share_bp[2] = 0 or share_fen[2] = 0)
        and (share_bp[3] = 0 or share_fen[3] = 0) and (share_bp[4] = 0 or share_fen[4] = 0)
        and (share_bp[5] = 0 or share_fen[5] = 0) and (share_bp[6] = 0 or share_fen[6] = 0)),
    check (path like '/' || fund || '/%/' || county || '/u' || id || '/'
        or path = '/' || fund || '/' || county || '/u' || id || '/')
);

-- Insured people a county is to reach in a year.
create table organisation.target (
    fund    int not null,
    county  text not null references organisation.division (code),
    year    int not null check (year between 2000 and 2199),
    insured bigint not null check (insured >= 0),
    primary key (fund, county, year)
);
