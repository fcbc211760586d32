"""Disturbances: cameras that fell together, worked out from the states that the centre believes."""
