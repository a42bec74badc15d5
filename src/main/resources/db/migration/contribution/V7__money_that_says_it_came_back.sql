-- Money that came in, says that it came back and names no bill is shown to somebody; until now it was "not a fee".
alter table contribution.statement_line drop constraint statement_line_outcome_check;
alter table contribution.statement_line add constraint statement_line_outcome_check check (outcome in
    ('EXACT', 'SHORT', 'OVER', 'UNKNOWN', 'DUPLICATE', 'DIFFERS', 'RETURNED', 'RETURN_UNKNOWN', 'CAME_BACK', 'NOT_A_FEE'));
