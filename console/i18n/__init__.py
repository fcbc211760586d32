"""Words, numbers and times in the languages of the room: Indonesian first, English complete."""
