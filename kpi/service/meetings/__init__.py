"""The meeting: its run, the words of owners, what was agreed, and how soon somebody acts."""
