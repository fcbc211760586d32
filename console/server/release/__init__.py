"""Stage two of evidence: asked for by the police, agreed by a second person, packed, handed over, kept and destroyed."""
