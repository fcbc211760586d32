"""The map of the city as numbers: where cameras lie, what lies together, what lies near; no pictures and no Qt."""
