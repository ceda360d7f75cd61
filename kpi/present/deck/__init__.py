"""The deck of a meeting: every screen as plain words and figures, for the room, its packs, and to be kept as it was."""
