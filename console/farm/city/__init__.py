"""The demo city, Kota Semarang: areas and cameras made the same way every time, and the files a centre imports."""
