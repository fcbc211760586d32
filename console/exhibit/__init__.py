"""The evidence package: made, sealed, and checked by anybody, with Ronda or without."""
