"""The Excel add-ins as files: built from text, looked over, installed."""
