"""The versioned messages between console and centre (API v1): the only thing that the two share."""
