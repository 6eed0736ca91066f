"""What a typed line asks to be done: read by rules, without a model, and never done by itself."""
