"""`python -m kpi`."""

import gc

from kpi.cli.commands import main

if __name__ == "__main__":
    try:
        main()
    finally:
        # All that is left goes with the process; looking through it for cycles first would take a third of a second.
        gc.freeze()
