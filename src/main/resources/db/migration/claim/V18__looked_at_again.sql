-- A cover may begin in the past: what was told meanwhile is looked at again for further benefits, once a day.
alter table claim.search_mark add column looked_back_on date;
