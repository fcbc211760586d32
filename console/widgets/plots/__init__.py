"""Curves and bands over time, drawn by pyqtgraph where there are axes: loaded by who opens a plot, and by nobody before."""
