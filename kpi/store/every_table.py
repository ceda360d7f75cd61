"""Every table there is, also those that are declared beside `tables`."""

from kpi.store import account_tables, approval_tables, audit_tables, forecast_tables, outgoing_table, tables

DECLARED_IN = (tables, audit_tables, account_tables, approval_tables, outgoing_table, forecast_tables)
METADATA = tables.Base.metadata
