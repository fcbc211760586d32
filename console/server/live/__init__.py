"""Live pictures of flagged cameras for the police page: who may watch, the relays, and the viewings on record."""
