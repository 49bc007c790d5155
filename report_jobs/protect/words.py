"""Words of protection."""

from __future__ import annotations

NO_FILE_SIGN = (
    "附件要加密（lock_to_level），但没有找到不短于 {shortest} 位的口令。请设置环境变量 YIAN_FILE_PASSWORD，"
    "或运行 keyring set yian attachments 存入钥匙串"
)
