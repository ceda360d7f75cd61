"""A plan in the hands of its author: workbook, ZIP file and grids."""
