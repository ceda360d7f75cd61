"""Every fault that a file can have: one home for its code, its words and its cure."""
