-- A message of an earlier version told a member the mobile in clear as the login: it keeps what is shown, with its middle hidden.
update notice.message m
set args = array['手机号 ' || hidden.mobile || E'\x1f' || 'mobile ' || hidden.mobile]
from (select fund, id, regexp_replace(args[1], '^m?(1[0-9]{2})[0-9]{4}([0-9]{4})((-[0-9]{1,2})?)$', '\1****\2\3') as mobile
      from notice.message
      where template = 'notice.account.opened' and args[1] ~ '^m?1[0-9]{10}(-[0-9]{1,2})?$') as hidden
where m.fund = hidden.fund and m.id = hidden.id;
