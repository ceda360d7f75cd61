"""Uploads in the store: committed, read back, taken back, and the periods that are closed."""
