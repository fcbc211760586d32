"""What lists and trees paint with."""
