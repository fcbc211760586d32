"""The police gateway: a receiver for police who have no system of their own, and for tests."""
