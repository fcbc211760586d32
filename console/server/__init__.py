"""The centre: directory, sign-in, flags, evidence and the police inbox; the console shares only ``console.wire`` with it."""
