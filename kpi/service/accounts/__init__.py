"""People: who may sign in and do what, and signing in."""
