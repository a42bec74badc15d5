-- What other rooms may hold their own rows against.
create view enrolment.v_submission as
    select fund, id, state, people, total_fen from enrolment.submission;
