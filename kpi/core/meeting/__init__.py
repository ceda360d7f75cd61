"""The meeting: what was agreed in it, and the run of screens that is made of a plan for it."""
