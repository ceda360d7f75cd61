"""The meeting: prepared, presented, closed and looked back at."""
