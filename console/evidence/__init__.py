"""From the key press to the evidence: still and clip of the moment, hashed, on disk, attached to their flag."""
