"""Parts of the screens of results: the overview, a theme, all results, one result."""
