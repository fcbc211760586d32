"""The camera directory: kept in step with the centre, searched on this machine."""
