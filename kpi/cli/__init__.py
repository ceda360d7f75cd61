"""The command line: reads arguments, calls a use case, prints the answer."""
