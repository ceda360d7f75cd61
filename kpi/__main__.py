"""`python -m kpi`."""

import gc
import sys

if __name__ == "__main__":
    # What a command makes stays until it ends, and a look for cycles every 700 objects takes a twentieth of its time.
    # Of a server that holds until it has started (`_freeze` in kpi/ui/serving/lifespan.py); it goes on for weeks.
    if sys.argv[1:2] == ["serve"]:
        gc.disable()
    else:
        gc.set_threshold(100_000)

    from kpi.cli.commands import main

    try:
        main()
    finally:
        # All that is left goes with the process; looking through it for cycles first would take a third of a second.
        gc.freeze()
