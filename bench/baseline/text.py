"""A page with text only: the smallest thing Streamlit can send."""

import streamlit as st

st.title("THOON Regioplan 2021-2024")
st.write("19 van 104 beoordeelde resultaten liggen achter.")
