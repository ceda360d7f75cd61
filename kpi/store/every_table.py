"""Every table there is, also those that are declared beside `tables`."""

from kpi.store import account_tables, approval_tables, audit_tables, outgoing_table, tables

DECLARED_IN = (tables, audit_tables, account_tables, approval_tables, outgoing_table)
METADATA = tables.Base.metadata
