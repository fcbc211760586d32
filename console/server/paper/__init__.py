"""Papers for people: minutes for signatures and the sheet of a flag, as PDF, Indonesian first."""
