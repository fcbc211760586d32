-- Cameras around a place are found by their latitude, and of those few by the longitude in the same index.
CREATE INDEX camera_place ON camera (latitude, longitude);
