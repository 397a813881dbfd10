-- When something was sent or will be over a channel, by what is limited. Nothing of it needs to survive a crash.

CREATE UNLOGGED TABLE sends (
	key text COLLATE "C" PRIMARY KEY,
	-- Counts the changes: whoever changes it says which one they have read.
	version integer NOT NULL,
	last_at bigint NOT NULL,
	instants json NOT NULL
);

-- Keeps the lists of all keys, or none where one of them has changed since it was read; version 0 stands for an unknown key.
CREATE FUNCTION exchange_sends(keys text[], versions integer[], latest bigint[], lists text[]) RETURNS boolean
LANGUAGE plpgsql AS $$
BEGIN
	INSERT INTO sends (key, version, last_at, instants) SELECT key, 0, 0, '[]' FROM unnest(keys) AS key ORDER BY key
	ON CONFLICT DO NOTHING;
	-- In the order of the keys, so that two calls never wait for each other.
	PERFORM FROM sends WHERE key = ANY (keys) ORDER BY key FOR NO KEY UPDATE;
	PERFORM FROM sends JOIN unnest(keys, versions) AS seen (key, version) USING (key) WHERE sends.version <> seen.version;
	IF FOUND THEN
		RETURN false;
	END IF;
	UPDATE sends SET version = sends.version + 1, last_at = changed.last_at, instants = changed.instants::json
	FROM unnest(keys, latest, lists) AS changed (key, last_at, instants)
	WHERE sends.key = changed.key;
	RETURN true;
END
$$;
