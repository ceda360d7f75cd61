"""What is asked of people: the list of each, its calendar, and what is sent about it."""
