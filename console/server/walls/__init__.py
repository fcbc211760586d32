"""Walls that supervisors steer: what each screen is to show, who may say so, and the machines that show it."""
