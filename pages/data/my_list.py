"""My list: what is asked of who looks, late first."""

from kpi.ui import frame, my_list

scene = frame.page()
my_list.list_page(scene)
