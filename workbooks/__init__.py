"""What the data is: the standard sheets, reading, checking, writing, the playbook.

The lowest floor of the house. Its core knows no disk, clock, Excel or mail.
"""
