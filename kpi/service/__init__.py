"""The use cases: one function a sentence, for pages, command line and reports alike."""
