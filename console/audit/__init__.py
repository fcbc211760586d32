"""What this console writes down of the people in front of it, and how that reaches the centre."""
