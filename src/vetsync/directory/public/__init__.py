"""The published directory: search, pages, favourites."""
