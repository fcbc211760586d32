"""The tests: unit, property, architecture, integration, faults, e2e."""
