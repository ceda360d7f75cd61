"""A plan on its way in: begun, edited, brought as a file, published."""
