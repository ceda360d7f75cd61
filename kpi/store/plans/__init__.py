"""Plans in the store: saved, published, and what was promised when."""
