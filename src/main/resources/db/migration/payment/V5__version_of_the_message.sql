-- Banks move on to later versions of the credit transfer. A batch keeps the one it was made in, also when it is sent again.
alter table payment.batch add column message text not null default 'pain.001.001.09'
    check (message in ('pain.001.001.09', 'pain.001.001.11', 'pain.001.001.12'));
alter table payment.batch alter column message drop default;
