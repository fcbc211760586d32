"""Game controllers and joysticks of this machine: found, read and let go, in a thread of their own."""
