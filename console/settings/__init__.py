"""The person's settings: declared options in one JSON file."""
