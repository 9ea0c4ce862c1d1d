"""`python -m casebook` is the command casebook."""

import gc
import sys

# of what is imported nothing is let go: whoever looks for that meanwhile finds nothing
gc.disable()

from casebook.cli import main  # noqa: E402  # see above

gc.enable()

if __name__ == "__main__":
    sys.exit(main())
