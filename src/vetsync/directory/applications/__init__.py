"""From a clinic that wants to join to an approved one, with the papers and the log."""
