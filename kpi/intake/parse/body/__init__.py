"""The rows below the header: which hold measurements, and the measurements they hold."""
