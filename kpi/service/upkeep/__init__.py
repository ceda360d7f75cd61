"""What whoever runs Planpeil does: look whether all is well, keep copies, and read the log of changes."""
