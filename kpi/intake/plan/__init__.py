"""A plan folder: its tables, its rules, and the plan that they become."""
