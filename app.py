"""The dashboard: `streamlit run app.py`, or `python -m kpi serve`."""

from kpi.ui import frame

frame.run()
