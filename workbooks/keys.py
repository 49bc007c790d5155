"""Key formats: internal running numbers, one pattern and one example for each.

The discipline organ's own case number (立案号) is never entered. Patterns describe the
whole value (`re.fullmatch`).
"""

from __future__ import annotations

UNIT_CODE = r"[A-Z]{2}\d{3}"
CASE_ID = rf"AJ-\d{{4}}-{UNIT_CODE}-\d{{3}}"
PAIR_ID = rf"{CASE_ID}-P[1-7][AB]"
STAGE_ID = rf"{CASE_ID}-S[1-4]"
ANALYSIS_ID = rf"{CASE_ID}-A\d{{2}}"
ROLE_ID = rf"{UNIT_CODE}-R\d{{2}}"
CHECK_ID = rf"DZ-{UNIT_CODE}-\d{{4}}"
PROBLEM_ID = rf"WT-\d{{4}}-{UNIT_CODE}-\d{{4}}"
ACTION_ID = rf"{PROBLEM_ID}-C\d{{2}}"
CLOSURE_ID = rf"{PROBLEM_ID}-X\d{{2}}"
RISK_ID = rf"FX-{UNIT_CODE}-\d{{3}}"
REGULATION_ID = rf"ZD-{UNIT_CODE}-\d{{3}}"
ACTIVITY_ID = rf"HD-{UNIT_CODE}-\d{{4}}"
WEEK_ID = r"\d{4}-W(?:0[1-9]|[1-4]\d|5[0-3])"
FORM_ROW_ID = rf"{UNIT_CODE}-{WEEK_ID}-\d{{2}}"
LETTER_ID = rf"WS-\d{{4}}-{UNIT_CODE}-\d{{2}}"
LOOKBACK_ID = rf"HTK-\d{{4}}-{UNIT_CODE}-\d{{2}}"
ASSESS_ID = rf"{UNIT_CODE}-[A-Z0-9]+-(?:W[1-6]|D[1-4])"
ACC_ID = rf"ZZ-\d{{4}}-{UNIT_CODE}-\d{{2}}"
ORDER_ID = r"DB-\d{4}-\d{3}"
DECISION_ID = r"YD-\d{4}-\d{3}"

DOCUMENT_NO = r"[\u4e00-\u9fa5]{2,8}〔\d{4}〕[1-9]\d*号"
"""An official document number, such as 某纪通〔2026〕25号."""

MASKED_PERSON = r"[\u4e00-\u9fa5]{1,2}某{1,2}(?:[甲乙丙丁]|\d)?"
"""A case subject: surname and 某 or 某某, told apart by 甲, 乙 or a digit (V-18)."""
