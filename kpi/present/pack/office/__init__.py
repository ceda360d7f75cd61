"""The forms of a pack that office programs open: a presentation, a document and a workbook."""
