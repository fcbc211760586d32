"""Status spells: how long each camera was in which state, and when the centre itself ran; what reports are counted from."""
