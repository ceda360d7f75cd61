"""The dashboard: `python -m kpi serve`, `streamlit run app.py`, or any ASGI server with `app:app`."""

import os
from pathlib import Path

import streamlit as st

from kpi.api.served import api_routes
from kpi.service.desk import is_ready
from kpi.settings import load_settings
from kpi.ui import cached, entrance, first_light, frame, my_list, warm
from kpi.ui.meeting import packs, room
from kpi.ui.serving.application import around
from kpi.ui.serving.hooks import Hooks

if __name__ == "__main__":
    frame.run()
else:
    settings = load_settings(environ=os.environ)
    # `streamlit run` reads this file, and leaves the listening to the application when it finds `st.App(...)` in it.
    app = st.App(
        Path(__file__).resolve(),
        **around(
            Hooks(
                anyone=settings.read_only,
                ready=lambda: is_ready(cached.own_desk()),
                warm_up=warm.warm_up,
                first_light=first_light.first_light,
                room=room.HOOKS,
                pack=packs.pack_by_key,
                beside=[*api_routes(cached.desk, cached.own_desk, settings.reach), my_list.CALENDAR],
                drain=packs.stop_and_drain,
                security_contact=settings.security_contact,
                reach=settings.reach,
                door=entrance.door_of(settings),
                tally=cached.tally(),
            )
        ),
    )
