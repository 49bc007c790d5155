"""Words of the incoming post."""

from __future__ import annotations

NO_SIGN_IN = (
    "收报送件的邮箱需要口令（user = {user}），但没有找到。请设置环境变量 YIAN_POST_PASSWORD，"
    "或运行 keyring set yian {user} 存入钥匙串"
)
NO_FOLDER = "没有 maildir 文件夹“{path}”"
