"""A pack on paper: a PDF, with the letters it is set in."""
