-- The identifiers carry the fund's code, so that within the fund is as unique as everywhere; a key that contains the fund
-- lets the tables be spread over servers by fund.
alter table payment.instruction drop constraint instruction_end_to_end_key;
alter table payment.instruction add constraint instruction_end_to_end_key unique (fund, end_to_end);
alter table payment.batch drop constraint batch_msg_id_key;
alter table payment.batch add constraint batch_msg_id_key unique (fund, msg_id);
alter table payment.batch drop constraint batch_file_name_key;
alter table payment.batch add constraint batch_file_name_key unique (fund, file_name);
