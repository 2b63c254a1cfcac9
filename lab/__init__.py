"""The workshop. What is run by hand lies here, as `python -m lab.NAME`; what does the work, in five rooms:

    running/      runs an example in a private loopback
    recording/    records a run in slow motion
    drawing/      draws what a program printed and what a recording holds
    publishing/   makes the site of it: the hooks of mkdocs.yml
    printing/     prints the book, and the card beside a link

Each room uses those above it in this list and none below. `paths.py` says where things lie, and serves all.
"""
