"""Hand-over notes of shifts: written once, signed by who gives and who takes, added to, never changed."""
