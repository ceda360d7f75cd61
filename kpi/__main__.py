"""`python -m kpi`."""

from kpi.cli.commands import main

if __name__ == "__main__":
    main()
