"""What the console and its media workers say to each other: frozen messages over a socket pair."""
