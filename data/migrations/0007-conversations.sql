-- One process at a time answers a conversation, in the order of its transcript, and processes know who streams what.

-- The place of the activity in its chat, its first one where the chat holds it already, and 0 where there is no such chat. `holder`
-- is the process that has to answer it, empty where there is nothing to answer: the one that still answers what was said before, and
-- else the one that asks, which then takes what a process left that has gone. The lock on the chat is held until the commit, so
-- that places become visible in their order.
CREATE FUNCTION add_activity(
	the_chat text, the_id text, of_user boolean, the_process uuid, the_document json, OUT place integer, OUT holder uuid
) LANGUAGE plpgsql AS $$
DECLARE
	last_number integer;
BEGIN
	SELECT length INTO last_number FROM chats WHERE id = the_chat FOR NO KEY UPDATE;
	IF NOT FOUND THEN
		place := 0;
		RETURN;
	END IF;
	SELECT number, CASE WHEN waits THEN carrier END INTO place, holder FROM activities WHERE chat = the_chat AND id = the_id;
	IF FOUND THEN
		RETURN;
	END IF;
	IF of_user THEN
		SELECT carrier INTO holder FROM activities JOIN processes ON processes.id = carrier WHERE chat = the_chat AND waits LIMIT 1;
		IF NOT FOUND THEN
			holder := the_process;
			UPDATE activities SET carrier = the_process WHERE chat = the_chat AND waits;
		END IF;
	END IF;
	place := last_number + 1;
	UPDATE chats SET length = place WHERE id = the_chat;
	INSERT INTO activities (chat, number, id, waits, carrier, document)
	VALUES (the_chat, place, the_id, of_user, holder, the_document);
END
$$;

-- What users have said that this process has to answer, once it has taken over what processes left that have gone.
CREATE FUNCTION take_over_turns(the_process uuid) RETURNS TABLE (in_chat text, said json) LANGUAGE plpgsql AS $$
DECLARE
	left_behind text[];
BEGIN
	SELECT array_agg(DISTINCT chat) INTO left_behind FROM activities
	WHERE waits AND NOT EXISTS (SELECT FROM processes WHERE processes.id = carrier);
	IF left_behind IS NOT NULL THEN
		-- In the order of the chats, so that two who take over never wait for each other.
		PERFORM FROM chats WHERE id = ANY (left_behind) ORDER BY id FOR NO KEY UPDATE;
		UPDATE activities SET carrier = the_process
		WHERE chat = ANY (left_behind) AND waits AND NOT EXISTS (SELECT FROM processes WHERE processes.id = carrier);
	END IF;
	RETURN QUERY SELECT chat, document FROM activities WHERE waits AND carrier = the_process ORDER BY chat, number;
END
$$;

-- Which process streams which chat to somebody. Each says it again when it finds the database anew, so nothing of it needs to
-- survive a crash.
CREATE UNLOGGED TABLE chat_streams (
	chat text COLLATE "C" NOT NULL,
	process uuid NOT NULL,
	PRIMARY KEY (chat, process)
);
CREATE INDEX chat_streams_by_process ON chat_streams (process);

-- The try to carry a notice that has begun over a channel which does not recognise a repetition, `{"channel", "at"}`, until its
-- outcome is recorded: where the process ends before, nobody knows whether it arrived.
ALTER TABLE notices ADD COLUMN begun jsonb;
