"""Note what the claims and pages rest on in data/verdicts.txt and data/sources.txt: python -m lab.evidence

Sources are looked up in the texts of Debian's doc-rfc packages and in the manuals.
"""

import sys

from lab.publishing.evidence import Unknown, write_evidence


def main() -> None:
    try:
        write_evidence()
    except Unknown as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
