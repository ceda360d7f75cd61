"""The listener: everything between the network and Streamlit."""
