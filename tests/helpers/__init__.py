"""What the tests share: waiting for conditions, fakes, guards."""
