"""How Alembic runs here: on the connection that `migrate` (store/database/engine.py) hands over, in its transaction."""

from alembic import context

from kpi.store.every_table import METADATA

context.configure(connection=context.config.attributes["connection"], target_metadata=METADATA)
context.run_migrations()
