"""The windows, one a file."""
