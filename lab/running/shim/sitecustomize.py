"""What changes or watches a program from inside, by what is asked for: Python imports this module first, from PYTHONPATH."""

import os

if "LAB_CUTS" in os.environ:
    import lab_cuts  # noqa: F401, it works by being imported
if "LAB_LINES" in os.environ:
    import lab_lines  # noqa: F401
if "LAB_HASTE" in os.environ:
    import lab_haste  # noqa: F401
if "LAB_HEARD" in os.environ:
    import lab_heard  # noqa: F401
