"""The hand-off of flags to the police's systems: receivers, the outbox, its delivery, and the answers that come back."""
