"""Metrics: every figure of a briefing, declared once and computed from accepted rows."""
