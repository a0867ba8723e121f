"""`python -m tests.benchmarks`: fill scratch databases and report, on SQLite and on PostgreSQL."""

import sys

from tests.benchmarks.engines import on_both_engines

if __name__ == "__main__":
    sys.exit(on_both_engines("tests.benchmarks.measure", sys.argv[1:]))
