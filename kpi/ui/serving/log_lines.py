"""The log as JSON, one document a line: what happened and where, never a text or a figure that somebody gave."""

import json
import logging
import traceback
from datetime import UTC, datetime


class JsonLines(logging.Formatter):
    """A record as one line. Of an exception its kind and places: its words may repeat what stood in a file."""

    def format(self, record: logging.LogRecord) -> str:
        """The line, without its end."""
        moment = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        line = {"time": moment, "level": record.levelname.lower(), "from": record.name, "message": record.getMessage()}
        if record.exc_info and (kind := record.exc_info[0]):
            places = traceback.extract_tb(record.exc_info[2])
            line["error"] = kind.__name__
            return json.dumps({**line, "at": [f"{one.filename}:{one.lineno} {one.name}" for one in places]})
        return json.dumps(line)


def log_as(form: str) -> None:
    """Let every logger there is write JSON lines to stderr when `form` is "json"; else nothing changes."""
    if form != "json":
        return
    formatter = JsonLines()
    if not logging.root.handlers:
        logging.root.addHandler(logging.StreamHandler())
    named = [one for one in logging.root.manager.loggerDict.values() if isinstance(one, logging.Logger)]
    for logger in (logging.root, *named):
        for handler in logger.handlers:
            handler.setFormatter(formatter)
