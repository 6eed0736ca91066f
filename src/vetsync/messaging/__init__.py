"""Everything that goes out to people, and the conversation between owners and practices. Nobody else sends."""
