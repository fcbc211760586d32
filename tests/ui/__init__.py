"""The screens as a whole, on fakes of their ports."""
