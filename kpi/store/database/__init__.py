"""The database itself: opened, found to be ours, copied, and its troubles in words."""
