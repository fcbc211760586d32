"""Makes the boards of tiles and keeps them true."""
