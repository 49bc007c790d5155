"""Words of the outbox."""

from __future__ import annotations

NOTICE = "附件超过邮件允许的大小（{limit} MB），没有随信发出，请到办公室领取："
NOTICE_FILE = "{name}（{size:.1f} MB，SHA-256 {sha256}）"
NO_SIGN_IN = (
    "邮件服务器需要口令（user = {user}），但没有找到。请设置环境变量 YIAN_MAIL_PASSWORD，"
    "或运行 keyring set yian {user} 存入钥匙串"
)
