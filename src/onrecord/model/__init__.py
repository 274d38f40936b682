"""What the record is made of: frozen values, no input or output, no regular expressions."""
