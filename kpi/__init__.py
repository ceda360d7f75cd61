"""Planpeil: a multi-year plan held to its own promises."""
