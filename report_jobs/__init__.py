"""What happens without anyone clicking: collect, consolidate, measure, brief, mail, keep.

The middle floor of the house: it imports `workbooks` and is imported by `xl_addin` only.
"""
