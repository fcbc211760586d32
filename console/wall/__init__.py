"""What belongs on which tile of a wall; knows no Qt and no video."""
