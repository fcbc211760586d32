"""Video: supervisor of the worker processes, their protocol, and the pictures that they leave in shared memory."""
