-- Only who decides is asked for what they did before: a step that decides nothing no longer runs the function.
drop trigger step_new_hand on claim.step;
create trigger step_new_hand before insert on claim.step for each row when (new.deciding)
    execute function claim.refuse_old_hand();
