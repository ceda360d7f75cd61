"""An uploaded file: opened within limits, understood, and judged; nothing is guessed and nothing is written."""
