"""What leaves a meeting: the screens of a deck for the room, and the same as files."""
