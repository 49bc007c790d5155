"""The icons of the buttons: drawn by strokes, kept as PNG so that a build needs no drawing library."""
