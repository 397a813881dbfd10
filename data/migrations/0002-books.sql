-- What the desk remembers beside its tickets, one table per book.

CREATE TABLE people (
	user_id text COLLATE "C" PRIMARY KEY,
	place bigint GENERATED ALWAYS AS IDENTITY,
	-- Name and company in small letters, for searching.
	words text NOT NULL,
	document json NOT NULL
);

CREATE TABLE conversation_references (
	key text COLLATE "C" PRIMARY KEY,
	document json NOT NULL
);

CREATE TABLE mails (
	id text COLLATE "C" PRIMARY KEY,
	at bigint NOT NULL,
	document json NOT NULL
);
CREATE INDEX mails_by_time ON mails (at);

CREATE TABLE conversation_states (
	conversation text COLLATE "C" PRIMARY KEY,
	document json NOT NULL
);

CREATE TABLE questions (
	id text COLLATE "C" PRIMARY KEY,
	at bigint NOT NULL,
	-- What came of it.
	came jsonb NOT NULL,
	document json NOT NULL
);
CREATE INDEX questions_by_time ON questions (at, id);

CREATE TABLE turns (
	key text COLLATE "C" PRIMARY KEY,
	at bigint NOT NULL
);
CREATE INDEX turns_by_time ON turns USING brin (at);

-- The key that signs the desk's own tokens, where none is configured.
CREATE TABLE keys (
	name text COLLATE "C" PRIMARY KEY,
	bytes bytea NOT NULL
);
