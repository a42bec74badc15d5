-- Lists that go on by key beyond their first page: refunds and lines of a file show first what waits for somebody, what a programme
-- has given begins with those that had most.
create index refund_by_turn on contribution.refund (fund, (state not in ('PAID', 'DROPPED')), id);
create index statement_line_by_turn on contribution.statement_line
    (fund, statement, (outcome in ('EXACT', 'DUPLICATE', 'RETURNED', 'SENT_BACK', 'NOT_A_FEE')), no);
create index subsidy_grant_by_amount on contribution.subsidy_grant (fund, programme, (amount_fen - released_fen) desc, bill);
