"""How core values look: words, colours and shapes, HTML, charts and files; never Streamlit, never the store."""
