"""What is seen of cameras, by consoles, walls and the centre's own probes, and what is believed of them for it."""
