"""Where the centre's cameras come from besides files: other systems, read on a schedule; their passwords stay here."""
