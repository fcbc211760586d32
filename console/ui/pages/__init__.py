"""Pages over the wall for what is done less often than watching: the audit, legal holds, releases."""
