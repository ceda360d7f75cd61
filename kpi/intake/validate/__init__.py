"""What typed columns must hold: each table by itself, and against what is known."""
