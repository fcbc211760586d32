"""The child process that turns one group of feeds into pictures in shared memory; no Qt, nothing of the console."""
