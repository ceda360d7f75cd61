"""Options that many commands take, each with one meaning and one line of help."""

from typing import Annotated

import typer

AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]
User = Annotated[str | None, typer.Option("--user", help="Who does this; default: the account that runs the command.")]
Day = Annotated[str | None, typer.Option(help="An ISO day, such as 2021-06-30.")]
