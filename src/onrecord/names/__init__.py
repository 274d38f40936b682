"""Names in a text: places and actors, led to the registers where that is sure, with reasons."""
