"""A small certificate authority for cities that have none, and the key that the centre seals evidence with."""
