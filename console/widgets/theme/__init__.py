"""Colours, sizes and style sheets from one frozen value."""
