"""Cells become typed columns, by proof and never by guess; what is unclear is asked."""
