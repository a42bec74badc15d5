-- Since when the bank's book cannot be read on, why, and the message that keeps it from that, until it is read on.
alter table payment.bank_cursor add column stopped_at timestamptz;
alter table payment.bank_cursor add column stopped_why text;
alter table payment.bank_cursor add column stopped_answer bigint;
alter table payment.bank_cursor add constraint bank_cursor_stopped
    check ((stopped_at is null) = (stopped_why is null) and (stopped_at is not null or stopped_answer is null));
alter table payment.bank_cursor add foreign key (fund, stopped_answer) references payment.answer (fund, id);
