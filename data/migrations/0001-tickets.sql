-- Tickets, their histories and the notices that they cause. Times are milliseconds since 1970 UTC. What is asked by stands in a
-- column; the rest of a value is a document, of type json and not jsonb because it must come back as it went in, whatever
-- characters people have typed.

CREATE SEQUENCE ticket_numbers MINVALUE 1000 START 1000;
SELECT nextval('ticket_numbers');

CREATE TABLE tickets (
	number text COLLATE "C" PRIMARY KEY,
	sequence integer NOT NULL,
	state text COLLATE "C" NOT NULL,
	-- Empty while nobody looks after it.
	assignee text COLLATE "C" NOT NULL,
	reporter text COLLATE "C" NOT NULL,
	customer text COLLATE "C" NOT NULL,
	updated_at bigint NOT NULL,
	next_due_at bigint,
	-- Set while a request about this invoice waits upstream.
	upstream_invoice text COLLATE "C",
	upstream_at bigint,
	-- Where the text of a query is looked for, in small letters.
	words text NOT NULL,
	document json NOT NULL
);
CREATE INDEX tickets_by_state ON tickets (state, updated_at);
CREATE INDEX tickets_by_assignee ON tickets (assignee, state, updated_at);
CREATE INDEX tickets_by_reporter ON tickets (reporter, state, updated_at);
CREATE INDEX tickets_by_customer ON tickets (customer, state, updated_at);
CREATE INDEX tickets_due ON tickets (next_due_at) WHERE next_due_at IS NOT NULL;
CREATE INDEX tickets_upstream ON tickets (customer, upstream_invoice) WHERE upstream_invoice IS NOT NULL;

CREATE TABLE events (
	ticket text COLLATE "C" NOT NULL,
	sequence integer NOT NULL,
	document json NOT NULL,
	PRIMARY KEY (ticket, sequence)
);

CREATE TABLE causes (
	cause text COLLATE "C" PRIMARY KEY,
	ticket text COLLATE "C",
	-- The attempt that has stored it: one that lost its answer knows itself again.
	writer uuid NOT NULL,
	at bigint NOT NULL
);
CREATE INDEX causes_by_time ON causes USING brin (at);

CREATE TABLE notices (
	id text COLLATE "C" PRIMARY KEY,
	-- The order of the commits: it decides what is oldest, whatever a clock that was set back says.
	place bigint GENERATED ALWAYS AS IDENTITY,
	ticket text COLLATE "C" NOT NULL,
	recipient text COLLATE "C" NOT NULL,
	-- Whose inbox in the tab it lies in; customers have none.
	inbox text COLLATE "C" GENERATED ALWAYS AS (CASE WHEN recipient NOT LIKE 'customer:%' THEN recipient END) STORED,
	status text COLLATE "C" NOT NULL,
	-- Where it waits: behind its recipient's older ones, or by itself once it lies unseen in the chat.
	queue text COLLATE "C",
	next_attempt_at bigint,
	-- The process that carries it, while that process lives.
	carrier uuid,
	-- The recording that was done last: one that lost its answer knows itself again.
	writer uuid,
	attempts jsonb NOT NULL,
	read_by jsonb NOT NULL,
	document json NOT NULL
);
CREATE INDEX notices_by_ticket ON notices (ticket, place);
CREATE INDEX notices_by_queue ON notices (queue, place) WHERE queue IS NOT NULL;
CREATE INDEX notices_by_time ON notices (next_attempt_at) WHERE queue IS NOT NULL;
CREATE INDEX notices_by_inbox ON notices (inbox, place) WHERE inbox IS NOT NULL;

-- Stores commits that have nothing to do with each other, each as a whole or not at all, and answers 'committed', 'conflict' or
-- 'repeated' for each. The arrays hold one entry per commit, per ticket, per event and per notice; `*_commits` say to which commit
-- an entry belongs. Documents come joined by a character that stands in no JSON text. One call, so one journey to the server and
-- one write to its disk for all of them.
CREATE FUNCTION commit_tickets(
	the_time bigint, the_causes text[], writers uuid[],
	ticket_commits integer[], numbers text[], expected integer[], sequences integer[], states text[], assignees text[],
	reporters text[], customers text[], updates bigint[], dues bigint[], invoices text[], invoice_times bigint[],
	filed_invoices text[], search_words text[], ticket_documents text,
	event_commits integer[], event_tickets text[], event_sequences integer[], event_documents text,
	notice_commits integer[], notice_ids text[], notice_tickets text[], recipients text[], statuses text[], queues text[],
	attempt_times bigint[], notice_attempts jsonb[], readers jsonb[], notice_documents text
) RETURNS text[] LANGUAGE plpgsql
-- Its plans are made while the tables are still empty, when reading all of one looks cheap.
SET enable_seqscan = off
AS $$
DECLARE
	separator CONSTANT text := chr(30);
	late integer[];
	stored integer[];
	highest bigint;
BEGIN
	-- Locked in the order of the numbers, so that two calls never wait for each other.
	SELECT coalesce(array_agg(wanted.commit), '{}') INTO late
	FROM unnest(ticket_commits, numbers, expected) AS wanted (commit, number, sequence)
	LEFT JOIN (
		SELECT number, sequence FROM tickets WHERE number = ANY (numbers) ORDER BY number FOR NO KEY UPDATE
	) AS held USING (number)
	WHERE coalesce(held.sequence, 0) <> wanted.sequence;

	-- Two requests upstream about one invoice of one company wait for each other here, and the second sees the first.
	FOR place IN 1 .. cardinality(numbers) LOOP
		CONTINUE WHEN filed_invoices[place] IS NULL;
		PERFORM pg_advisory_xact_lock(hashtextextended(concat_ws(E'\n', current_schema(), customers[place], filed_invoices[place]), 0));
		PERFORM FROM tickets
		WHERE customer = customers[place] AND upstream_invoice = filed_invoices[place] AND number <> numbers[place];
		IF FOUND THEN
			late := late || ticket_commits[place];
		END IF;
	END LOOP;

	WITH inserted AS (
		INSERT INTO causes (cause, ticket, writer, at)
		SELECT cause, (SELECT numbers[array_position(ticket_commits, place::integer)]), writer, the_time
		FROM unnest(the_causes, writers) WITH ORDINALITY AS given (cause, writer, place)
		WHERE place <> ALL (late)
		ORDER BY cause
		ON CONFLICT DO NOTHING
		RETURNING cause
	)
	SELECT coalesce(array_agg(place), '{}') INTO stored
	FROM inserted JOIN unnest(the_causes) WITH ORDINALITY AS given (cause, place) USING (cause);

	IF 0 < ANY (expected) THEN
		UPDATE tickets SET
			sequence = changed.sequence, state = changed.state, assignee = changed.assignee, reporter = changed.reporter,
			customer = changed.customer, updated_at = changed.updated_at, next_due_at = changed.next_due_at,
			upstream_invoice = changed.upstream_invoice, upstream_at = changed.upstream_at, words = changed.words,
			document = changed.document::json
		FROM unnest(
			ticket_commits, numbers, sequences, states, assignees, reporters, customers, updates, dues, invoices, invoice_times,
			search_words, string_to_array(ticket_documents, separator)
		) AS changed (
			commit, number, sequence, state, assignee, reporter, customer, updated_at, next_due_at, upstream_invoice, upstream_at,
			words, document
		)
		WHERE tickets.number = changed.number AND changed.commit = ANY (stored);
	END IF;

	IF 0 = ANY (expected) THEN
		INSERT INTO tickets (
			number, sequence, state, assignee, reporter, customer, updated_at, next_due_at, upstream_invoice, upstream_at, words, document
		)
		SELECT
			number, sequence, state, assignee, reporter, customer, updated_at, next_due_at, upstream_invoice, upstream_at, words,
			document::json
		FROM unnest(
			ticket_commits, numbers, expected, sequences, states, assignees, reporters, customers, updates, dues, invoices,
			invoice_times, search_words, string_to_array(ticket_documents, separator)
		) AS added (
			commit, number, expected, sequence, state, assignee, reporter, customer, updated_at, next_due_at, upstream_invoice,
			upstream_at, words, document
		)
		WHERE added.expected = 0 AND added.commit = ANY (stored);

		-- Tickets that were brought along have numbers that were never reserved.
		SELECT max(substring(number FROM '^BD-([0-9]{1,15})$')::bigint) INTO highest FROM unnest(numbers) AS number;
		IF highest > (SELECT last_value FROM ticket_numbers) THEN
			PERFORM pg_advisory_xact_lock(hashtextextended(current_schema() || '.ticket_numbers', 0));
			IF highest > (SELECT last_value FROM ticket_numbers) THEN
				PERFORM setval('ticket_numbers', highest);
			END IF;
		END IF;
	END IF;

	INSERT INTO events (ticket, sequence, document)
	SELECT ticket, sequence, document::json
	FROM unnest(event_commits, event_tickets, event_sequences, string_to_array(event_documents, separator))
		AS happened (commit, ticket, sequence, document)
	WHERE commit = ANY (stored);

	IF cardinality(notice_ids) > 0 THEN
		INSERT INTO notices (id, ticket, recipient, status, queue, next_attempt_at, attempts, read_by, document)
		SELECT id, ticket, recipient, status, queue, next_attempt_at, attempts, read_by, document::json
		FROM unnest(
			notice_commits, notice_ids, notice_tickets, recipients, statuses, queues, attempt_times, notice_attempts, readers,
			string_to_array(notice_documents, separator)
		) WITH ORDINALITY
			AS told (commit, id, ticket, recipient, status, queue, next_attempt_at, attempts, read_by, document, place)
		WHERE commit = ANY (stored)
		ORDER BY place
		ON CONFLICT DO NOTHING;
	END IF;

	IF cardinality(stored) = cardinality(the_causes) THEN
		RETURN array_fill('committed'::text, ARRAY[cardinality(the_causes)]);
	END IF;
	RETURN (
		SELECT array_agg(
			CASE
				WHEN place = ANY (stored) OR causes.writer = given.writer THEN 'committed'
				WHEN causes.cause IS NOT NULL THEN 'repeated'
				ELSE 'conflict'
			END
			ORDER BY place
		)
		FROM unnest(the_causes, writers) WITH ORDINALITY AS given (cause, writer, place) LEFT JOIN causes USING (cause)
	);
END
$$;

-- A number that was never given out. A commit that brings a higher one along keeps everybody waiting until it has moved on.
CREATE FUNCTION reserve_number() RETURNS bigint LANGUAGE plpgsql AS $$
BEGIN
	PERFORM pg_advisory_xact_lock_shared(hashtextextended(current_schema() || '.ticket_numbers', 0));
	RETURN nextval('ticket_numbers');
END
$$;
