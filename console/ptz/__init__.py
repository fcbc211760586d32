"""Moves cameras through the centre, and knows whose each of them is at this moment; no camera's address comes here."""
