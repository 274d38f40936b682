"""Words turned into values that can be compared: numbers, quantities, dates, terms."""
