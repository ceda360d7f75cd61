"""The use cases of quarterly files: check, import, list, undo, and what is sent back."""
