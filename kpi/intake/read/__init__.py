"""Bytes become cells: a file is opened within limits, in a process of its own, and nothing is interpreted yet."""
