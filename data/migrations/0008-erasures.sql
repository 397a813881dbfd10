-- Deleting what is kept of customers on their request.

-- How much went, by the request that caused it. `done` once the tables have been written anew without it.
CREATE TABLE erasures (
	cause text COLLATE "C" PRIMARY KEY,
	at bigint NOT NULL,
	people integer NOT NULL,
	tickets integer NOT NULL,
	messages integer NOT NULL,
	files integer NOT NULL,
	mails integer NOT NULL,
	erased_at timestamptz NOT NULL DEFAULT clock_timestamp(),
	done boolean NOT NULL DEFAULT false
);

-- Chats that are gone: they can never be started again.
CREATE TABLE erased_chats (
	id text COLLATE "C" PRIMARY KEY
);

-- Everything of one erasure as a whole or not at all; answers 'committed', 'conflict' or 'repeated'. `erasure` is of type json and
-- not jsonb because the documents in it must be kept as they come.
CREATE FUNCTION erase_people(erasure json) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	the_chats text[] := ARRAY(SELECT json_array_elements_text(erasure->'chats'));
	numbers text[] := ARRAY(SELECT each->>'number' FROM json_array_elements(erasure->'tickets') AS each);
	late integer;
BEGIN
	-- In the order of the ids, so that two calls never wait for each other.
	PERFORM FROM chats WHERE id = ANY (the_chats) ORDER BY id FOR UPDATE;
	PERFORM FROM tickets WHERE number = ANY (numbers) ORDER BY number FOR UPDATE;
	PERFORM FROM erasures WHERE cause = erasure->>'cause';
	IF FOUND THEN
		RETURN 'repeated';
	END IF;
	SELECT count(*) INTO late
	FROM json_array_elements(erasure->'tickets') AS each LEFT JOIN tickets ON number = each->>'number'
	WHERE sequence IS DISTINCT FROM (each->>'expected')::integer;
	IF late > 0 THEN
		RETURN 'conflict';
	END IF;
	INSERT INTO erasures (cause, at, people, tickets, messages, files, mails)
	SELECT
		erasure->>'cause', (erasure->>'at')::bigint, (counts->>'people')::integer, (counts->>'tickets')::integer,
		(counts->>'messages')::integer, (counts->>'files')::integer, (counts->>'mails')::integer
	FROM (SELECT erasure->'counts' AS counts) AS given
	ON CONFLICT DO NOTHING;
	IF NOT FOUND THEN
		RETURN 'repeated';
	END IF;

	-- The causes of the old events name chats and people.
	DELETE FROM causes
	WHERE cause IN (SELECT document->>'cause' FROM events WHERE ticket = ANY (numbers))
		AND cause NOT IN (SELECT each->'document'->>'cause' FROM json_array_elements(erasure->'events') AS each);
	UPDATE tickets SET
		sequence = (each->>'sequence')::integer, reporter = each->>'reporter', customer = each->>'customer',
		updated_at = (each->>'updatedAt')::bigint, next_due_at = NULL, upstream_invoice = each->>'upstreamInvoice',
		words = each->>'words', document = each->'document'
	FROM json_array_elements(erasure->'tickets') AS each
	WHERE number = each->>'number';
	INSERT INTO events (ticket, sequence, document)
	SELECT each->>'ticket', (each->>'sequence')::integer, each->'document' FROM json_array_elements(erasure->'events') AS each
	ON CONFLICT (ticket, sequence) DO UPDATE SET document = excluded.document;
	DELETE FROM mails WHERE id IN (SELECT id FROM notices WHERE ticket = ANY (numbers) AND recipient LIKE 'customer:%');
	DELETE FROM notices WHERE ticket = ANY (numbers) AND recipient LIKE 'customer:%';
	UPDATE notices SET document = each->'document' FROM json_array_elements(erasure->'notices') AS each WHERE id = each->>'id';

	DELETE FROM people WHERE user_id IN (SELECT json_array_elements_text(erasure->'people'));
	DELETE FROM questions WHERE document->>'conversation' IN (SELECT json_array_elements_text(erasure->'questionsOf'));
	DELETE FROM conversation_states WHERE conversation = ANY (the_chats);
	DELETE FROM files WHERE chat = ANY (the_chats);
	DELETE FROM activities WHERE chat = ANY (the_chats);
	DELETE FROM chats WHERE id = ANY (the_chats);
	INSERT INTO erased_chats SELECT unnest(the_chats) ON CONFLICT DO NOTHING;
	RETURN 'committed';
END
$$;
