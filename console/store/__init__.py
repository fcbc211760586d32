"""SQLite, and nothing else that touches it: databases, their versions and migrations, full-text queries."""
