"""The workshop: runs the snippets in a private loopback and puts what they printed on the pages."""
