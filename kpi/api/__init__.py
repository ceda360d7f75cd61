"""The API: what programs read over HTTP, the same rows as the command line prints."""
