"""What is kept for a browser: no revision is made, nothing that is shown depends on it."""
