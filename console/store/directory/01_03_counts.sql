-- Counts of every condition: those that are in none of online, offline and unknown were never seen.

ALTER TABLE area_count ADD COLUMN offline INTEGER NOT NULL DEFAULT 0;
ALTER TABLE area_count ADD COLUMN unknown INTEGER NOT NULL DEFAULT 0;  -- known once, and not any more

-- Right at once, also while the centre is down; console/directory/counts.py keeps them so.
DELETE FROM area_count;
WITH RECURSIVE inside (code, cameras, online, offline, unknown) AS (
    SELECT
        area_code,
        COUNT(*),
        SUM(status.state IS 'online'),
        SUM(status.state IS 'offline'),
        SUM(COALESCE(status.state NOT IN ('online', 'offline') AND status.since_utc IS NOT NULL, 0))
    FROM camera LEFT JOIN camera_status AS status ON status.camera_id = camera.id
    GROUP BY area_code
    UNION ALL
    SELECT area.parent, inside.cameras, inside.online, inside.offline, inside.unknown
    FROM inside JOIN area ON area.code = inside.code
    WHERE area.parent IS NOT NULL
)
INSERT INTO area_count (code, cameras, online, offline, unknown)
SELECT code, SUM(cameras), SUM(online), SUM(offline), SUM(unknown) FROM inside GROUP BY code;
