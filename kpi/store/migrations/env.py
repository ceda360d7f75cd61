"""How Alembic runs here: on the connection that kpi.store.engine.migrate hands over, inside its transaction."""

from alembic import context

from kpi.store.tables import Base

context.configure(connection=context.config.attributes["connection"], target_metadata=Base.metadata)
context.run_migrations()
