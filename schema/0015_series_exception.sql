-- A meeting of a series that somebody changed by itself stays as it is when the series is changed. Until now only a change
-- could have given one of a series a revision.

ALTER TABLE meeting ADD COLUMN is_exception INTEGER NOT NULL DEFAULT 0
    CONSTRAINT "is_exception E_TYPE" CHECK (is_exception IN (0, 1));
UPDATE meeting SET is_exception = 1 WHERE meeting_series_id IS NOT NULL AND revision > 0 AND state <> 'cancelled';
