-- The customers' web chats.

CREATE TABLE chats (
	id text COLLATE "C" PRIMARY KEY,
	user_id text COLLATE "C" NOT NULL,
	locale text,
	created_at bigint NOT NULL,
	-- How many activities it holds: they count from 1 without a gap.
	length integer NOT NULL DEFAULT 0
);
CREATE INDEX chats_by_user ON chats (user_id, created_at);

CREATE TABLE activities (
	chat text COLLATE "C" NOT NULL,
	number integer NOT NULL,
	id text COLLATE "C" NOT NULL,
	-- True while the bot's turn for it is not done.
	waits boolean NOT NULL,
	-- The process that runs the turn, while that process lives.
	carrier uuid,
	document json NOT NULL,
	PRIMARY KEY (chat, number)
);
CREATE UNIQUE INDEX activities_by_id ON activities (chat, id);
CREATE INDEX activities_that_wait ON activities (chat, number) WHERE waits;

-- The number of the activity in its chat, its first one where the chat holds it already, and 0 where there is no such chat. The
-- lock on the chat is held until the commit, so that numbers become visible in their order.
CREATE FUNCTION append_activity(the_chat text, the_id text, of_user boolean, the_carrier uuid, the_document json)
RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
	last_number integer;
	known integer;
BEGIN
	SELECT length INTO last_number FROM chats WHERE id = the_chat FOR NO KEY UPDATE;
	IF NOT FOUND THEN
		RETURN 0;
	END IF;
	SELECT number INTO known FROM activities WHERE chat = the_chat AND id = the_id;
	IF FOUND THEN
		RETURN known;
	END IF;
	UPDATE chats SET length = last_number + 1 WHERE id = the_chat;
	INSERT INTO activities (chat, number, id, waits, carrier, document)
	VALUES (the_chat, last_number + 1, the_id, of_user, CASE WHEN of_user THEN the_carrier END, the_document);
	RETURN last_number + 1;
END
$$;

CREATE TABLE files (
	id text COLLATE "C" PRIMARY KEY,
	chat text COLLATE "C" NOT NULL,
	name text NOT NULL,
	content_type text NOT NULL,
	bytes bytea NOT NULL
);
