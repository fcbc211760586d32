"""The parts of the main window, one a file."""
