"""The header: where it stands, what each column is read as, and what is asked about it."""
