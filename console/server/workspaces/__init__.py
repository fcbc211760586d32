"""Workspaces kept for people and shared by supervisors: who may open and change them, and how they are told."""
