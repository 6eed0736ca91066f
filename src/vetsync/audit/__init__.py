"""Who did what, when, to what: a chain per practice that shows every later change to it."""
