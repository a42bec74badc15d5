-- Why an account was refused is a value of its message from now on; those told before name no reason.
update notice.message set args = array['']
where template in ('notice.account.refused', 'notice.heir.refused') and args = '{}';
