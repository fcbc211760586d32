"""Reports of the centre: availability, counts over time, the worst cameras; counted from the status spells."""
