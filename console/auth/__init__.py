"""Who is signed in: tokens in memory, the refresh token in the keyring of the system."""
