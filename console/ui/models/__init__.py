"""Qt item models that hold what lists and trees show."""
