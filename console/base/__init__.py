"""What every package may use: clock, ids, errors, backoff, redaction, logging, observers; imports nothing of ours."""
