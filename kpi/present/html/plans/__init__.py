"""Parts of the screens of plans: several side by side, and one that is edited."""
