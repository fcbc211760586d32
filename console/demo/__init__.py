"""The demo on one machine: a city, its camera farm, its centre and a console, each a process of its own."""
