"""A page with one of everything that a strict content policy could break."""

import sys
from pathlib import Path

import pandas as pd
import streamlit as st

frame = pd.DataFrame({"x": [1, 2, 3], "y": [1, 4, 9]})
st.set_page_config(page_title="Proef")
st.html("<p>opmaak</p>")
st.vega_lite_chart(
    frame,
    {"mark": "line", "encoding": {"x": {"field": "x", "type": "quantitative"}, "y": {"field": "y"}}},
    alt="lijn",
)
st.dataframe(frame, alt="tabel")
uploaded = st.file_uploader("Bestand")
st.markdown("![elders](https://example.org/spy.png)")
if uploaded is not None:
    st.text(f"ontvangen: {uploaded.size}")
if "raise" in st.query_params:
    raise ValueError("geheim-pad")
Path(sys.argv[1], "ran").touch()
st.text("einde")
