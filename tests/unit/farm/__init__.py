"""Tests of the farm: the demo city, its clips and the rules of its server."""
