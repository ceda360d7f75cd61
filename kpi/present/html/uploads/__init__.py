"""Parts of the screens of uploads: a file as it was read, the list of them, what was asked and what came."""
