"""An importer whose files may not grow beyond so many bytes: the system refuses its writes, as a full disk does.

`python no_room.py CONFIG BYTES UNITS`: exit code 3, and what was told, when nothing could be recorded.
"""

import os
import resource
import sys
from pathlib import Path

from kpi.service.desk import at_desk
from kpi.settings import load_settings
from kpi.store.database.trouble import StoreError
from tests.faults.importer import check, confirm, file_of


def main() -> int:
    settings, room, units = load_settings(Path(sys.argv[1]), os.environ), int(sys.argv[2]), int(sys.argv[3])
    content = file_of(1, units)
    with at_desk(settings) as desk:
        checked = check(desk, content)
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, resource.getrlimit(resource.RLIMIT_FSIZE)[1]))
        try:
            confirm(desk, content, checked)
        except StoreError as fault:
            print(fault.nl)
            return 3
    return 0


if __name__ == "__main__":
    sys.exit(main())
