"""How the program itself is: processes and the lag of the screen's loop."""
