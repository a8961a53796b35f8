"""`python -m desktop`."""

import sys

from desktop.start import main

if __name__ == "__main__":
    sys.exit(main())
