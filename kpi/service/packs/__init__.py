"""Board packs made beside the page: each in a process of its own, kept by what it was made of."""
