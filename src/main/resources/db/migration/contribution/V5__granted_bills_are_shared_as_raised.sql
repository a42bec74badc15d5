-- Of places that are granted the worker would owe all and a programme pays it. Such a bill kept the unit's agreement all the
-- same, so that the fees of who is left, when somebody leaves, would have been shared among payers who owe nothing of it.
update contribution.bill b set share_bp = '{10000,0,0,0,0,0}', share_fen = '{0,0,0,0,0,0}'
from enrolment.submission s
where s.fund = b.fund and s.id = b.submission and s.granted;
