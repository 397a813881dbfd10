-- Replies that were still to be sent to Teams when their activity was acknowledged.

CREATE TABLE replies (
	id text COLLATE "C" PRIMARY KEY,
	-- The order in which they were kept.
	place bigint GENERATED ALWAYS AS IDENTITY,
	-- The process that sends it, while that lives.
	carrier uuid NOT NULL,
	-- The call by which it was taken over: asked again, it answers the same.
	taken_by uuid,
	-- A try has begun of which nothing more is known.
	begun boolean NOT NULL,
	document json NOT NULL
);
CREATE INDEX replies_by_carrier ON replies (carrier);
