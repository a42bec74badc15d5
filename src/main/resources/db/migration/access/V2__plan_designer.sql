alter table access.account_role drop constraint account_role_role_check;
alter table access.account_role add constraint account_role_role_check check (role in ('MEMBER', 'UNIT_OFFICER',
    'COUNTY_REVIEWER', 'CITY_REVIEWER', 'PROVINCE_REVIEWER', 'FINANCE_MAKER', 'FINANCE_CHECKER', 'MANAGER', 'AUDITOR',
    'PLAN_DESIGNER', 'ADMIN', 'PARTNER'));
