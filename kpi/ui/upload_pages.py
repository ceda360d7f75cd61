"""The pages of the quarterly upload: their paths, scripts, titles and icons."""

from kpi.present.words import mark

DELIVER, DELIVERIES = "aanleveren", "aanleveringen"
_FOLDER = "pages/data"
DATA = {
    DELIVER: (f"{_FOLDER}/upload.py", mark("Deliver"), "upload_file"),
    DELIVERIES: (f"{_FOLDER}/uploads.py", mark("Deliveries"), "inventory_2"),
}
