"""Proof that needs no trust in Ronda: canonical JSON, hash chains, keys, certificates, signatures and time-stamps."""
