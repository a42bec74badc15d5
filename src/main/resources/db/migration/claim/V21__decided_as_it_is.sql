-- What was decided stays as it was computed then; more is a claim of its own, and less is demanded back.
create function claim.refuse_computing() returns trigger language plpgsql as $$
begin
    raise exception 'claim % was decided as it is', old.id;
end $$;
create trigger claim_decided_as_it_is before update of amount_fen, plan_version, cover, lump_sum on claim.claim
    for each row when (old.state not in ('REVIEW', 'SUPPLEMENT', 'REFUSAL_PROPOSED')
        and (old.amount_fen, old.plan_version, old.cover, old.lump_sum)
            is distinct from (new.amount_fen, new.plan_version, new.cover, new.lump_sum))
    execute function claim.refuse_computing();
