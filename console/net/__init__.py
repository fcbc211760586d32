"""HTTP to the centre, and nothing else that touches it: TLS, tokens, retries that make sense, errors, push."""
