"""The composition root of the console: builds every part, starts them in order and stops them backwards."""
