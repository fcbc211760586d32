-- Cameras of sensitive places.

ALTER TABLE camera ADD COLUMN privacy_class TEXT NOT NULL DEFAULT '';  -- console.domain.camera.PrivacyClass; empty for a public place

-- An older console has left out what the centre said of it, so everything is asked for once more.
UPDATE sync SET cursor = '', etag = '';
