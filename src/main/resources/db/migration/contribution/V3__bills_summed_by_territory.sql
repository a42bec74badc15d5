-- The head of the page of bills sums those of a territory: from the index alone, without the bills.
drop index contribution.bill_of_territory;
create index bill_of_territory on contribution.bill (fund, unit_path, id) include (state, total_fen, received_fen);
