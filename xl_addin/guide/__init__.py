"""The staff guide: one page in Chinese with pictures of the real sheets."""
