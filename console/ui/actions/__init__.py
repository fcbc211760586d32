"""What a person can do: one table of texts, keys and permissions."""
