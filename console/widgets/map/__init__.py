"""The map of the city on the screen: drawn in squares that are kept, so that moving it costs almost nothing."""
