-- One invoice, whichever letters its number was written with: requests that wait upstream are compared by capital letters.
UPDATE tickets SET upstream_invoice = upper(upstream_invoice) WHERE upstream_invoice <> upper(upstream_invoice);

-- Tickets are found by the address of who reported them as well. A document is not read as JSON, because it may hold what no text of
-- the database can; within a word that somebody typed, a quotation mark comes with a backslash, so only the field itself is found.
UPDATE tickets SET words = words || E'\n' || lower(reported.address)
FROM (SELECT number, substring(document::text FROM '"email":"([^"]+)"') AS address FROM tickets) AS reported
WHERE reported.number = tickets.number AND reported.address IS NOT NULL;
