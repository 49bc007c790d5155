"""What a person runs or clicks: the command line, and the add-in's ribbon."""
