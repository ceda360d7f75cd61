"""A cell becomes a typed value: numbers, periods, days, choices, and what a plan knows of them."""
