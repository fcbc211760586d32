"""Reusable widgets that know Qt and domain values, never a service."""
