-- A programme behind places of free cover pays for those places and nothing else.
alter table contribution.programme add column reserved boolean not null default false;
