-- Read by analysis. county is the path without its last step; nothing here names a person or a unit.
create view enrolment.v_covers as
    select fund, person, plan, edition, units, unit, regexp_replace(unit_path, '[^/]+/$', '') as county, submission, fee_fen,
           lower(cover) as first_day, upper(cover) as until_day, first_joined, continuous_since
    from enrolment.cover where state = 'ACTIVE';

create view enrolment.v_enrolments as
    select fund, id, unit, regexp_replace(unit_path, '[^/]+/$', '') as county, kind, effective_day, people, total_fen, state,
           (enrolled_at at time zone 'Asia/Shanghai')::date as enrolled_on
    from enrolment.submission;
