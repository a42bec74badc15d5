-- A person is looked for by name, by its initials, by the last four of the identity number and by phone. Four indexes whose
-- entries come in no order cost a province that joins half of what the server did for it. One inverted index gathers the keys of
-- many people and puts them in place sorted; what is gathered is looked through meanwhile. Keys are hashes: what is found by them is compared
-- with what was asked. Names are asked for by blocks of a million ids and initials, which more people share, by blocks of 131,072, in
-- their order, so that a look ends with the people it has room for.
create function person.block(kind int, id bigint) returns bigint language sql immutable parallel safe as
    $$ select case kind when 0 then id >> 20 when 1 then id >> 17 else 0 end $$;

create function person.seed(of_fund int, kind int, block bigint) returns bigint language sql immutable parallel safe as
    $$ select (of_fund::bigint << 32) + (block << 2) + kind $$;

create function person.keys(of_fund int, id bigint, name text, initials text, tail bigint, phone bytea) returns bigint[]
    language sql immutable parallel safe as $$
    select array[
        hashtextextended(name, person.seed(of_fund, 0, person.block(0, id))),
        hashtextextended(initials, person.seed(of_fund, 1, person.block(1, id))),
        hashint8extended(tail, person.seed(of_fund, 2, 0)),
        hashtextextended(encode(phone, 'hex'), person.seed(of_fund, 3, 0))]
$$;

drop index person.person_name;
drop index person.person_initials;
drop index person.person_tail;
drop index person.person_phone;
create index person_found on person.person
    using gin (person.keys(fund, id, name, initials, tail_index, phone_index)) with (fastupdate = on);

-- Those after somebody, in the order of their ids; one statement each, so that a caller's limit ends the look. The last id is the
-- sequence's: the key's end may be millions of people whom an import is still writing, or has taken back. Zero is added to fund and id because a
-- planner that does not see what is asked for thinks it commoner than it is, and would read the whole key beside.
create function person.by_text(of_fund int, kind int, asked text, after bigint) returns setof person.person
    language sql stable as $$
    select p.* from generate_series(person.block(kind, after),
        (select person.block(kind, last_value) from person.person_id_seq)) as block
    cross join lateral (
        select * from person.person p
        where person.keys(p.fund, p.id, p.name, p.initials, p.tail_index, p.phone_index)
                @> array[hashtextextended(asked, person.seed(of_fund, kind, block))]
            and p.fund + 0 = of_fund and p.id + 0 > after
        order by p.id) p
$$;

create function person.by_name(of_fund int, asked text, after bigint) returns setof person.person language sql stable as
    $$ select * from person.by_text(of_fund, 0, asked, after) p where p.name = asked $$;

create function person.by_initials(of_fund int, asked text, after bigint) returns setof person.person language sql stable as
    $$ select * from person.by_text(of_fund, 1, asked, after) p where p.initials = asked $$;

create function person.by_tail(of_fund int, asked bigint, after bigint) returns setof person.person language sql stable as $$
    select * from person.person p
    where person.keys(p.fund, p.id, p.name, p.initials, p.tail_index, p.phone_index)
            @> array[hashint8extended(asked, person.seed(of_fund, 2, 0))]
        and p.fund + 0 = of_fund and p.tail_index = asked and p.id + 0 > after
    order by p.id
$$;

create function person.by_phone(of_fund int, asked bytea, after bigint) returns setof person.person language sql stable as $$
    select * from person.person p
    where person.keys(p.fund, p.id, p.name, p.initials, p.tail_index, p.phone_index)
            @> array[hashtextextended(encode(asked, 'hex'), person.seed(of_fund, 3, 0))]
        and p.fund + 0 = of_fund and p.phone_index = asked and p.id + 0 > after
    order by p.id
$$;
