-- The processes of the desk that live. What one of them has taken in hand is free again when its line is gone: it takes the line
-- away when it ends, and the others do when it was not seen for some seconds.

CREATE TABLE processes (
	id uuid PRIMARY KEY,
	seen_at timestamptz NOT NULL
);

-- Due tickets that a process looks at.
CREATE TABLE due_claims (
	ticket text COLLATE "C" PRIMARY KEY,
	carrier uuid NOT NULL
);
CREATE INDEX due_claims_by_carrier ON due_claims (carrier);
