"""How Alembic runs here: on the connection that `migrate` (store/database/engine.py) hands over, in its transaction."""

from alembic import context

from kpi.store.tables import Base

context.configure(connection=context.config.attributes["connection"], target_metadata=Base.metadata)
context.run_migrations()
