-- A turn is in one hand at a time, and an erasure is done table by table.

-- Activities that a process is answering, while it lives. Not logged: the server need not write to its disk for them, and what a
-- crash of the server takes away costs at most a second answer; commands are idempotent without them.
CREATE UNLOGGED TABLE turn_claims (
	key text COLLATE "C" PRIMARY KEY,
	carrier uuid NOT NULL
);
CREATE INDEX turn_claims_by_carrier ON turn_claims (carrier);

-- Tables whose files may still hold what was erased; empty stands for all of them.
ALTER TABLE erasures ADD COLUMN still_in text[];

-- Until now large tables were only vacuumed, which leaves the bytes in their pages: what was said to be done is gone through again.
UPDATE erasures SET done = false, still_in = large.tables
FROM (
	SELECT array_agg(name) AS tables
	FROM unnest('{tickets,events,notices,causes,people,mails,questions,conversation_states,activities,files,chats}'::text[]) AS name
	WHERE pg_total_relation_size(name::regclass) > 128 * 1024 * 1024
) AS large
WHERE done AND large.tables IS NOT NULL;
