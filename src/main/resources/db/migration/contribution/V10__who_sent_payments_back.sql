-- Whom the bank names beside a credit that says it came back; such a line has no credit of its own that would tell.
alter table contribution.statement_line add column payer text;
