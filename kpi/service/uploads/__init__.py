"""The quarterly upload: check a file, import it once and whole, take it back, and see what is still to come."""

from kpi.service.uploads.checking import Checked, check_file
from kpi.service.uploads.importing import Receipt, Result, import_file
from kpi.service.uploads.listing import (
    UploadDetail,
    freeze,
    frozen_list,
    remembered,
    undo,
    unfreeze,
    upload_detail,
    upload_file,
    upload_list,
    value_remarks,
)
from kpi.service.uploads.reports import completeness, template
from kpi.service.uploads.rows import (
    change_rows,
    checked_row,
    light_rows,
    receipt_row,
    record_rows,
    undone_row,
    upload_row,
)
from kpi.service.uploads.source import source_file
from kpi.store.undo import Blocked, Undone
from kpi.store.upload_query import Remark, UploadRecord

__all__ = [
    "Blocked",
    "Checked",
    "Receipt",
    "Remark",
    "Result",
    "Undone",
    "UploadDetail",
    "UploadRecord",
    "change_rows",
    "check_file",
    "checked_row",
    "completeness",
    "freeze",
    "frozen_list",
    "import_file",
    "light_rows",
    "receipt_row",
    "record_rows",
    "remembered",
    "source_file",
    "template",
    "undo",
    "undone_row",
    "unfreeze",
    "upload_detail",
    "upload_file",
    "upload_list",
    "upload_row",
    "value_remarks",
]
