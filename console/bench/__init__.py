"""Speed and memory, measured on the real program and, in the same run, on peers that do the same job."""
