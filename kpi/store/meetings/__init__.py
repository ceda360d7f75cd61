"""What people record around a plan: meetings, their words, what they agreed and what they accept for a while."""
