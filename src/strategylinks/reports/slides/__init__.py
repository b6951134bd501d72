"""Read slide decks whose table columns have become one stream of lines."""
