"""Repairs: tickets to the owners of cameras that are down, through the signed hand-off, until the cameras work again."""
