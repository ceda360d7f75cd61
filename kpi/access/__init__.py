"""Who may do what: pure, and asked by the use cases alone."""
